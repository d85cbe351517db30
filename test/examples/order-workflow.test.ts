import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { executed, statesOf, transitionsOf } from '../../examples/demo/order-workflow/coverage';
import { OrderWorkflowStack } from '../../examples/order-workflow/order-workflow-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const TEMPLATE = Template.fromStack(new OrderWorkflowStack(new App(), 'OrderWorkflow'));

const DEFINITION = definitionIn(TEMPLATE);

/** The definition as text, with placeholders for what it refers to. */
function definitionIn(template: Template): any {
  const [{ Properties: { DefinitionString: { 'Fn::Join': [, parts] } } }] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  return JSON.parse(parts.map((part: unknown) => (typeof part === 'string' ? part : 'reference')).join(''));
}

test('everything arrives, and nothing is unknown', () => {
  const templates = { OrderWorkflow: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('the workflow has states of every type', () => {
  const types = [...statesOf(DEFINITION).values()].map((state: any) => state.Type);
  expect([...new Set(types)].sort()).toEqual(['Choice', 'Fail', 'Map', 'Parallel', 'Pass', 'Succeed', 'Task', 'Wait']);
});

test('the bank is asked twice, and other tasks retry transient errors', () => {
  const states = statesOf(DEFINITION) as Map<string, any>;
  expect(states.get('Charge').Retry).toEqual([{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, MaxAttempts: 1 }]);
  for (const name of ['Reserve', 'Pack', 'TakeDelivery', 'MarkShipped', 'MarkRefused']) {
    expect(states.get(name).Retry).toEqual([expect.objectContaining({ MaxAttempts: 6 })]);
  }
});

test('an order is a signed request that starts the workflow without a function', () => {
  TEMPLATE.hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'POST',
    AuthorizationType: 'AWS_IAM',
    RequestModels: Match.anyValue(),
    Integration: Match.objectLike({ Type: 'AWS', PassthroughBehavior: 'NEVER' }),
  });
});

test('the administrator is told of every execution that did not succeed', () => {
  TEMPLATE.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: Match.objectLike({ detail: Match.objectLike({ status: ['FAILED', 'TIMED_OUT', 'ABORTED'] }) }),
    Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AdministratorQueue'), 'Arn'] } })],
  });
});

test('a state that no execution enters, and a way that none takes, is noticed', () => {
  const event = (name: string) => ({ id: 1, timestamp: new Date(0), type: 'PassStateEntered' as const, stateEnteredEventDetails: { name } });
  const task = { id: 1, timestamp: new Date(0), type: 'TaskSucceeded' as const, taskSucceededEventDetails: { output: '{"Payload":{"step":"In"}}' } };
  const definition = {
    States: {
      First: { Default: 'Second', Choices: [{ Next: 'Third' }] },
      Second: { Branches: [{ States: { In: {} } }], Catch: [{ Next: 'Third' }] },
      Third: { ItemProcessor: { States: { Each: {} } } },
    },
  };
  const { states, transitions } = executed(definition as any, [[event('First'), event('Second'), task as any]]);
  expect([...statesOf(definition as any).keys()].filter((name) => !states.has(name))).toEqual(['Third', 'Each']);
  expect(transitionsOf(definition as any).filter((way) => !transitions.has(way))).toEqual(['First > Third', 'Second > Third']);
});

test('nothing is left when the stack is removed', () => {
  const kept = Object.entries(TEMPLATE.toJSON().Resources).filter(([, { DeletionPolicy }]: any) => /^Retain/.test(DeletionPolicy));
  expect(kept.map(([logicalId]) => logicalId)).toEqual([]);
});

test('the template is the one that was reviewed', () => {
  expect(JSON.parse(JSON.stringify(TEMPLATE.toJSON().Resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
