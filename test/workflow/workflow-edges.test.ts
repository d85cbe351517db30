import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { asl, CALL, DONE, rightsOf } from './states';
import { AlarmTopic, DeliveryChecks, FailureTarget, QueueWithDlq, StepFunctionsWorkflow } from '../../src';
import { policyOf, THIS_ACCOUNT } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const workflow = (stateMachineType?: sfn.StateMachineType) => new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, stateMachineType });
const pages = () => new AlarmTopic(stack, 'Pages');
const rule = (scope = stack) => new events.Rule(scope, 'Ordered', { eventPattern: { source: ['shop'] } });
const trustOf = (id: string) => Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'))
  .filter(([logicalId]) => logicalId.startsWith(id)).map(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement);

afterEach(() => {
  const findings = DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() });
  expect(findings.filter(({ ruleId }) => ruleId !== 'KEEL-ALARM-01')).toEqual([]);
});

describe('failures', () => {
  test('that are told are those of this workflow that failed, timed out or were aborted', () => {
    const order = workflow();
    order.notifyFailures(FailureTarget.topic(pages().topic));
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'source': ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        'detail': { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [stack.resolve(order.stateMachine.stateMachineArn)] },
      },
    });
  });

  test('reach an encrypted topic with a role that may publish there and use its key', () => {
    const { topic, encryptionKey } = pages();
    workflow().notifyFailures(FailureTarget.topic(topic));
    expect(rightsOf(stack, 'OrderFailuresRole')).toEqual([
      { Effect: 'Allow', Action: 'sns:Publish', Resource: stack.resolve(topic.topicArn) },
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: stack.resolve(encryptionKey.keyArn) },
    ]);
    expect(trustOf('OrderFailuresRole')).toEqual([[
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'events.amazonaws.com' }, Condition: { StringEquals: THIS_ACCOUNT } },
    ]]);
  });

  test('reach several by one rule, each with the dead-letter queue', () => {
    const order = workflow();
    order.notifyFailures(FailureTarget.topic(pages().topic));
    order.notifyFailures(FailureTarget.queue(new QueueWithDlq(stack, 'Administrator').queue));
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
    const deadLetters = Properties.Targets.map(({ DeadLetterConfig }: any) => DeadLetterConfig.Arn);
    expect(deadLetters).toEqual(Array(2).fill(stack.resolve(order.deadLetterQueue.queueArn)));
  });

  test('that cannot be told are let into the dead-letter queue, from this rule only', () => {
    const order = workflow();
    const made = order.notifyFailures(FailureTarget.topic(pages().topic));
    expect(policyOf(stack, order.deadLetterQueue).slice(1)).toEqual([{
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: stack.resolve(order.deadLetterQueue.queueArn),
      Condition: { ArnEquals: { 'aws:SourceArn': stack.resolve(made.ruleArn) } },
    }]);
  });
});

describe('it is started', () => {
  test('by a rule, with what the event holds', () => {
    const order = workflow();
    order.startFromRule(rule(), { input: events.RuleTargetInput.fromEventPath('$.detail') });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({
        Arn: stack.resolve(order.stateMachine.stateMachineArn),
        InputPath: '$.detail',
        DeadLetterConfig: { Arn: stack.resolve(order.deadLetterQueue.queueArn) },
      })],
    });
    expect(rightsOf(stack, 'OrderEventsRole')).toEqual([
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: stack.resolve(order.stateMachine.stateMachineArn) },
    ]);
  });

  test('by a rule of another stack, whose dead letters are let in by account', () => {
    const order = workflow();
    order.startFromRule(rule(new Stack(stack.node.root as App, 'Events')));
    expect(policyOf(stack, order.deadLetterQueue)[1].Condition).toEqual({
      StringEquals: THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': expect.anything() },
    });
  });

  test('on a schedule, encrypted, with a role that may start it and send dead letters', () => {
    const order = workflow();
    order.startOnSchedule('Nightly', scheduler.ScheduleExpression.cron({ hour: '3', minute: '0' }), {
      input: scheduler.ScheduleTargetInput.fromObject({ all: true }), enabled: false,
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Scheduler::Schedule', {
      State: 'DISABLED',
      KmsKeyArn: stack.resolve(order.encryptionKey.keyArn),
      Target: { Input: '{"all":true}', DeadLetterConfig: { Arn: stack.resolve(order.deadLetterQueue.queueArn) } },
    });
    expect(rightsOf(stack, 'OrderSchedulerRole').map(({ Action }) => Action)).toEqual(expect.arrayContaining([
      'states:StartExecution', 'sqs:SendMessage', ['kms:Decrypt', 'kms:GenerateDataKey'],
    ]));
  });

  test('by a queue, without a function', () => {
    const order = workflow();
    const { queue, encryptionKey } = new QueueWithDlq(stack, 'Jobs');
    order.startFromQueue('FromJobs', queue, { batchSize: 20, maxBatchingWindow: Duration.seconds(5) });
    Template.fromStack(stack).hasResourceProperties('AWS::Pipes::Pipe', {
      Source: stack.resolve(queue.queueArn),
      SourceParameters: { SqsQueueParameters: { BatchSize: 20, MaximumBatchingWindowInSeconds: 5 } },
      Target: stack.resolve(order.stateMachine.stateMachineArn),
      TargetParameters: { StepFunctionStateMachineParameters: { InvocationType: 'FIRE_AND_FORGET' } },
    });
    expect(rightsOf(stack, 'OrderFromJobsRole')).toEqual([
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: stack.resolve(order.stateMachine.stateMachineArn) },
      {
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        Resource: stack.resolve(queue.queueArn),
      },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: stack.resolve(encryptionKey.keyArn) },
    ]);
  });

  test('by a queue without a key', () => {
    workflow().startFromQueue('FromJobs', new sqs.Queue(stack, 'Jobs'));
    expect(rightsOf(stack, 'OrderFromJobsRole')).toHaveLength(2);
  });
});

describe('keys of what tasks call', () => {
  const message = sfn.TaskInput.fromText('paid');
  const keyRights = (key: kms.IKey) => rightsOf(stack, 'OrderRole')
    .filter(({ Resource }) => JSON.stringify(Resource) === JSON.stringify(stack.resolve(key.keyArn))).map(({ Action }) => Action);

  test('are granted for a topic, a queue and a table of chainables', () => {
    const { topic, encryptionKey: ofTopic } = pages();
    const { queue, encryptionKey: ofQueue } = new QueueWithDlq(stack, 'Jobs');
    const ofTable = new kms.Key(stack, 'TableKey');
    const table = new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, encryptionKey: ofTable });
    const definition = new tasks.SnsPublish(stack, 'Tell', { topic, message })
      .next(new tasks.SqsSendMessage(stack, 'Send', { queue, messageBody: message }))
      .next(new tasks.DynamoPutItem(stack, 'Put', { table, item: { id: tasks.DynamoAttributeValue.fromString('1') } }));
    new StepFunctionsWorkflow(stack, 'Order', { definition: sfn.DefinitionBody.fromChainable(definition) });
    expect(keyRights(ofTopic)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey']]);
    expect(keyRights(ofQueue)).toContainEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(keyRights(ofTable)).toEqual(['kms:Decrypt']);
  });

  test('are granted for what substitutions refer to', () => {
    const { queue, encryptionKey } = new QueueWithDlq(stack, 'Jobs');
    const order = new StepFunctionsWorkflow(stack, 'Order', {
      definition: asl({ Send: { ...CALL, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: '${Queue}', MessageBody: 'paid' } } }),
      definitionSubstitutions: { Queue: queue.queueUrl },
    });
    queue.grant(order.role, 'sqs:SendMessage');
    expect(keyRights(encryptionKey)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey']]);
  });

  test('are not granted where there is no key', () => {
    const queue = new sqs.Queue(stack, 'Jobs');
    const definition = sfn.DefinitionBody.fromChainable(new tasks.SqsSendMessage(stack, 'Send', { queue, messageBody: message }));
    const { encryptionKey } = new StepFunctionsWorkflow(stack, 'Order', { definition });
    expect(keyRights(encryptionKey)).toHaveLength(2);
  });
});
