import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { DONE } from './states';
import { FailureTarget, StepFunctionsWorkflow, StepFunctionsWorkflowProps, WorkflowDeployment } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const make = (props: Partial<StepFunctionsWorkflowProps> = {}) => new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, ...props });
const EXPRESS = { stateMachineType: sfn.StateMachineType.EXPRESS };

describe('fails', () => {
  test('with one error for all props, each with the value received', () => {
    expect(() => make({
      definition: sfn.DefinitionBody.fromFile('nowhere.asl.json'),
      timeout: Duration.days(366),
      encryptionKey: kms.Alias.fromAliasName(stack, 'Managed', 'alias/aws/states'),
      alarms: { Failed: { threshold: 1 } },
    })).toThrow([
      'StepFunctionsWorkflow \'Shop/Order\' got invalid values:',
      '  - \'definition\' must be a file that is there, but got nowhere.asl.json',
      '  - \'timeout\' must be 1 to 31,536,000 whole seconds (365 days), but got 31622400',
      '  - \'encryptionKey\' must be the key itself and not an alias, because the policies of roles name it by its ARN, but got Shop/Managed',
      '  - \'encryptionKey\' must be a customer-managed key, because the policy of an AWS-managed one lets no service in, but got alias/aws/states',
      '  - \'alarms\' must name alarms of this construct (ExecutionsFailed, ExecutionsTimedOut, ExecutionThrottled, ExecutionTime, ExecutionsAborted, '
        + 'EventDeadLetter, EventDeadLetterExpiry), but got Failed',
    ].join('\n'));
  });

  test('and leaves nothing half-made behind', () => {
    expect(() => make({ timeout: Duration.seconds(0) })).toThrow();
    expect(stack.node.children).toEqual([]);
  });

  test('when an express workflow is to run for longer than 5 minutes', () => {
    expect(() => make({ ...EXPRESS, timeout: Duration.minutes(6) }))
      .toThrow('\'timeout\' must be 1 to 300 whole seconds (5 minutes) for an express workflow: make it standard to run longer, but got 360');
  });

  test('when an alarm is changed that an express workflow has not', () => {
    expect(() => make({ ...EXPRESS, alarms: { ExecutionsAborted: { threshold: 2 } } })).toThrow(/'alarms' must name alarms of this construct/);
  });

  test('when failures of an express workflow are to be told', () => {
    const topic = new sns.Topic(stack, 'Topic');
    expect(() => make(EXPRESS).notifyFailures(FailureTarget.topic(topic)))
      .toThrow('\'stateMachineType\' must be STANDARD, because Step Functions sends no events of express executions: use the alarm ExecutionsFailed, but got EXPRESS');
  });

  test.each([
    ['topic', () => FailureTarget.topic(new sns.Topic(stack, 'Told', { fifo: true }))],
    ['queue', () => FailureTarget.queue(new sqs.Queue(stack, 'Told', { fifo: true }))],
  ])('when a FIFO %s is to be told of failures', (_kind, target) => {
    expect(() => make().notifyFailures(target()))
      .toThrow('\'target\' must be standard, because EventBridge gives events no message group, but got Shop/Told');
  });

  test.each([
    ['a batch is too large', { batchSize: 11 }, '\'batchSize\' must be a whole number from 1 to 10, but got 11'],
    ['a window is too long', { maxBatchingWindow: Duration.minutes(6) }, '\'maxBatchingWindow\' must be 0 to 300 whole seconds, but got 360'],
  ])('when of a queue %s', (_name, options, message) => {
    expect(() => make().startFromQueue('FromQueue', new sqs.Queue(stack, 'Queue'), options)).toThrow(message);
  });

  test('when an id is taken', () => {
    expect(() => make().startOnSchedule('Role', scheduler.ScheduleExpression.rate(Duration.days(1))))
      .toThrow('StepFunctionsWorkflow.startOnSchedule(\'Role\') of \'Shop/Order\' got invalid values:\n  - \'id\' must be free, and it is taken, but got Role');
  });

  test('when there is an alias already', () => {
    const order = make();
    order.addAlias(WorkflowDeployment.allAtOnce());
    expect(() => order.addAlias(WorkflowDeployment.allAtOnce())).toThrow(/'id' must be free/);
  });

  test.each([
    ['canary', () => WorkflowDeployment.canary(0, Duration.minutes(5)), '\'percentage\' must be a whole number from 1 to 99, but got 0'],
    ['linear', () => WorkflowDeployment.linear(10, Duration.seconds(90)), '\'interval\' must be 1 to 2,100 whole minutes, but got 1.5'],
  ])('when a %s deployment is out of range', (_name, deployment, message) => {
    expect(deployment).toThrow(message);
  });
});

test('leaves out substitutions where there are none, because CloudFormation refuses an empty map', () => {
  make({ definitionSubstitutions: {} });
  Template.fromStack(stack).hasResourceProperties('AWS::StepFunctions::StateMachine', { DefinitionSubstitutions: Match.absent() });
});
