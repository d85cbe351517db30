import { writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { asl, CALL, definitionIn, DONE } from './states';
import { StepFunctionsWorkflow } from '../../src';
import { warnings } from '../statements';

const ORDER = join(__dirname, 'definitions', 'order.asl.json');

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const make = (definition: sfn.DefinitionBody, more: object = {}) => new StepFunctionsWorkflow(stack, 'Order', { definition, ...more });
const refusal = (definition: sfn.DefinitionBody) => {
  make(definition);
  try {
    Template.fromStack(stack);
  } catch (error) {
    return `${error}`;
  }
  return 'accepted';
};

/** All types of states, from chainables. */
function everyState(): sfn.IChainable {
  const fn = lambda.Function.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:eu-west-1:111111111111:function:charge');
  const call = (id: string) => new tasks.LambdaInvoke(stack, id, { lambdaFunction: fn, retryOnServiceExceptions: false });
  const failed = new sfn.Fail(stack, 'Failed');
  const done = new sfn.Succeed(stack, 'Done');
  return new sfn.Pass(stack, 'Prepare')
    .next(new sfn.Parallel(stack, 'Both').branch(call('Charge')).branch(call('Reserve')).addCatch(failed))
    .next(new sfn.Wait(stack, 'Cool down', { time: sfn.WaitTime.duration(Duration.seconds(1)) }))
    .next(new sfn.Map(stack, 'Each line').itemProcessor(call('Pack')))
    .next(new sfn.Choice(stack, 'Express?').when(sfn.Condition.booleanEquals('$.express', true), call('Send').next(done)).otherwise(done));
}

describe('a definition', () => {
  test('of chainables may have all types of states', () => {
    make(sfn.DefinitionBody.fromChainable(everyState()));
    const { StartAt, States } = definitionIn(stack);
    expect(StartAt).toBe('Prepare');
    expect(Object.values(States).map(({ Type }) => Type).sort()).toEqual(['Choice', 'Fail', 'Map', 'Parallel', 'Pass', 'Succeed', 'Task', 'Wait']);
  });

  test('of the Amazon States Language may have all types of states', () => {
    const pass = { Type: 'Pass', End: true };
    const states = {
      Both: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass } }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }], Next: 'Each' },
      Each: { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: CALL } }, Next: 'Wait' },
      Wait: { Type: 'Wait', Seconds: 1, Next: 'Choose' },
      Choose: { Type: 'Choice', Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Call' }], Default: 'Done' },
      Call: { ...CALL, End: undefined, Next: 'Done' },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail' },
    };
    make(asl(states));
    expect(Object.keys(definitionIn(stack).States)).toEqual(Object.keys(states));
  });

  test('of a file stands in the template, with its substitutions', () => {
    make(sfn.DefinitionBody.fromFile(ORDER), { definitionSubstitutions: { ChargeFunction: 'charge', Topic: 'arn:aws:sns:eu-west-1:111111111111:orders' } });
    expect(definitionIn(stack)).toMatchObject({ QueryLanguage: 'JSONata', StartAt: 'Charge', States: { Charge: { Arguments: { FunctionName: '${ChargeFunction}' } } } });
    Template.fromStack(stack).hasResourceProperties('AWS::StepFunctions::StateMachine', { DefinitionSubstitutions: { ChargeFunction: 'charge' } });
  });

  test('keeps a timeout of its own, but not before that of the props', () => {
    make(asl({ Call: CALL }, { TimeoutSeconds: 60 }));
    expect(definitionIn(stack).TimeoutSeconds).toBe(60);
    stack = new Stack(new App(), 'Shop');
    make(asl({ Call: CALL }, { TimeoutSeconds: 60 }), { timeout: Duration.minutes(2) });
    expect(definitionIn(stack).TimeoutSeconds).toBe(120);
  });

  test('of YAML is left as it is, with a warning', () => {
    const file = join(tmpdir(), 'keel-order.asl.yaml');
    writeFileSync(file, 'StartAt: Done\nStates:\n  Done:\n    Type: Succeed\n');
    make(sfn.DefinitionBody.fromFile(file));
    Template.fromStack(stack).hasResourceProperties('AWS::StepFunctions::StateMachine', { DefinitionS3Location: {} });
    expect(warnings(stack)).toContainEqual(expect.stringMatching(/gets no timeout, retries and rights to keys.*cdk-keel:StepFunctionsWorkflow\.definitionNotRead/));
  });
});

describe('retries', () => {
  const LAMBDA = [
    'Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ];
  const retryOf = ({ Retry }: { Retry?: { ErrorEquals: string[] }[] }) => Retry?.map(({ ErrorEquals }) => ErrorEquals);

  test('are given to tasks that have none, in branches and items too', () => {
    make(sfn.DefinitionBody.fromChainable(everyState()));
    const { States } = definitionIn(stack);
    const all = [
      States.Send, States.Both.Branches[0].States.Charge, States.Both.Branches[1].States.Reserve, States['Each line'].ItemProcessor.States.Pack,
    ];
    expect(all.map(({ Retry }) => Retry)).toEqual(Array(4).fill([{ ErrorEquals: LAMBDA, IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 }]));
  });

  test('leave those of a task alone, an empty one too', () => {
    const own = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }];
    make(asl({ First: { ...CALL, End: undefined, Next: 'Second', Retry: own }, Second: { ...CALL, Retry: [] } }));
    expect(Object.values(definitionIn(stack).States).map(({ Retry }) => Retry)).toEqual([own, []]);
  });

  test('can be declined', () => {
    make(sfn.DefinitionBody.fromChainable(everyState()), { retryTransientErrors: false });
    expect(definitionIn(stack).States.Send.Retry).toBeUndefined();
  });

  test.each([
    ['arn:aws:states:::lambda:invoke.waitForTaskToken', LAMBDA[0]],
    ['arn:aws:lambda:eu-west-1:111111111111:function:charge', LAMBDA[0]],
    ['${Function}', LAMBDA[0]],
    ['arn:aws:states:::dynamodb:putItem', 'DynamoDB.InternalServerError'],
    ['arn:aws:states:::aws-sdk:dynamodb:query', 'DynamoDb.InternalServerErrorException'],
    ['arn:aws:states:::sqs:sendMessage', 'SQS.SdkClientException'],
    ['arn:aws:states:::sns:publish', 'SNS.SdkClientException'],
    ['arn:aws:states:::ecs:runTask', undefined],
    ['arn:aws:states:eu-west-1:111111111111:activity:pack', undefined],
  ])('of a task with %s', (Resource, first) => {
    make(asl({ Call: { ...CALL, Resource } }));
    expect(retryOf(definitionIn(stack).States.Call)?.[0][0]).toBe(first);
  });
});

describe('fails at synth when', () => {
  test('a transition leads nowhere', () => {
    expect(refusal(asl({ Call: { ...CALL, End: undefined, Next: 'Paid' }, Payed: { Type: 'Succeed' } })))
      .toMatch('Shop/Order/StateMachine cannot work: Call leads to "Paid", which is no state of the same level (KEEL-SFN-DEF-02). '
        + 'Set StartAt, Next and Default to names of states beside it.');
  });

  test('nothing leads to a state', () => {
    expect(refusal(asl({ Call: CALL, Paid: { Type: 'Succeed' } }))).toMatch('nothing leads to Paid (KEEL-SFN-DEF-05)');
  });

  test('a state says neither what comes next nor that it is the end', () => {
    expect(refusal(asl({ Call: { ...CALL, End: undefined } }))).toMatch('Call has neither Next nor End (KEEL-SFN-DEF-03)');
  });

  test('no state is the end', () => {
    expect(refusal(asl({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }))).toMatch('every state leads to another (KEEL-SFN-DEF-06)');
  });

  test('a state is of a type that there is not', () => {
    expect(refusal(asl({ Call: { ...CALL, Type: 'Job' } }))).toMatch('the type of Call is not known to Step Functions (KEEL-SFN-DEF-04)');
  });

  test('a text is no JSON', () => {
    expect(refusal(sfn.DefinitionBody.fromString('{ StartAt: Call }'))).toMatch('its definition is no JSON object (KEEL-SFN-DEF-01)');
  });

  test('a task waits for a job, and the role lacks what that takes', () => {
    expect(refusal(asl({ Run: { ...CALL, Resource: 'arn:aws:states:::ecs:runTask.sync' } })))
      .toMatch(/cannot work: its role may not call events:PutTargets.*KEEL-SFN-SYNC-01.*Add to the policy of Shop\/Order\/Role: \{"Effect"/);
  });

  test('but not when all is well', () => {
    expect(refusal(DONE)).toBe('accepted');
  });
});
