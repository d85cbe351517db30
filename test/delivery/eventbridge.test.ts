import { allow, key, role } from './cases/delivery-case';
import { arn, bucket, either, NOTHING, queue, ref, ResourceJson, Resources, topic, verdicts } from './wiring';

const resource = (Type: string, Properties: Record<string, unknown> = {}): ResourceJson => ({ Type, Properties });
const rule = (Properties: Record<string, unknown>) => resource('AWS::Events::Rule', Properties);
const of = (found: string[], ...ids: string[]) => found.filter((one) => ids.some((id) => one.includes(id)));

describe('a rule for the events of a bucket', () => {
  const pattern = (name: unknown, source: unknown = ['aws.s3']) => ({ source, detail: { bucket: { name } } });
  const found = (EventPattern: unknown, Bucket = bucket(), more: Record<string, unknown> = {}) => (
    of(verdicts({ Bucket, Rule: rule({ EventPattern, ...more }) }), 'S3-EVENTS')
  );
  const NO = ['no: KEEL-S3-EVENTS-01 Bucket'];
  const UNKNOWN = ['unknown: KEEL-S3-EVENTS-01 Rule'];

  test.each<[string, unknown, string[]]>([
    ['its reference', pattern([ref('Bucket')]), NO],
    ['one value', pattern(ref('Bucket')), NO],
    ['a string of JSON with its name', JSON.stringify(pattern(['orders'])), NO],
    ['a bucket in no template', pattern(['elsewhere']), UNKNOWN],
    ['a parameter', pattern([ref('Parameter')]), UNKNOWN],
    ['a prefix', pattern([{ prefix: 'orders' }]), UNKNOWN],
    ['other sources too', pattern([ref('Bucket')], ['aws.s3', 'shop.orders']), []],
    ['any source', pattern([ref('Bucket')], [{ prefix: 'aws.' }]), []],
    ['a source that is a parameter', pattern([ref('Bucket')], [ref('Source')]), []],
    ['no bucket', { source: ['aws.s3'] }, []],
    ['no name', { source: ['aws.s3'], detail: { bucket: [] } }, []],
    ['no pattern', undefined, []],
    ['a broken pattern', '{', []],
    ['a pattern of the wrong type', 7, []],
  ])('%s', (_name, value, expected) => {
    expect(found(value, bucket({ BucketName: 'orders' }))).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['on', { EventBridgeConfiguration: { EventBridgeEnabled: 'true' } }, []],
    ['on by default', { EventBridgeConfiguration: {} }, []],
    ['off', { EventBridgeConfiguration: { EventBridgeEnabled: false } }, NO],
    ['on in one branch', { EventBridgeConfiguration: either({ EventBridgeEnabled: true }, NOTHING) }, ['unknown: KEEL-S3-EVENTS-01 Bucket']],
    ['on in both branches', either({ EventBridgeConfiguration: {} }, { EventBridgeConfiguration: {} }), []],
    ['on by a parameter', { EventBridgeConfiguration: { EventBridgeEnabled: ref('Enabled') } }, ['unknown: KEEL-S3-EVENTS-01 Bucket']],
    ['a parameter', ref('Configuration'), ['unknown: KEEL-S3-EVENTS-01 Bucket']],
    ['of the wrong type', 'on', NO],
  ])('a bucket whose configuration is %s', (_name, NotificationConfiguration, expected) => {
    expect(found(pattern([ref('Bucket')]), bucket({ NotificationConfiguration }))).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['default', 'default', NO],
    ['the ARN of the default', { 'Fn::Sub': 'arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/default' }, NO],
    ['another', 'orders', []],
    ['a parameter', ref('Bus'), []],
  ])('on a bus that is %s', (_name, EventBusName, expected) => {
    expect(found(pattern([ref('Bucket')]), bucket(), { EventBusName })).toEqual(expected);
  });
});

describe('a rule that calls its target with a role', () => {
  const Machine = resource('AWS::StepFunctions::StateMachine');
  const Role = role('events.amazonaws.com', allow('states:StartExecution', ref('Machine')));
  const found = (target: Record<string, unknown>, more: Resources = {}) => (
    of(verdicts({ Machine, Role, Rule: rule({ Targets: [{ Arn: ref('Machine'), ...target }] }), ...more }), 'KEEL-EVENTS')
  );

  test.each<[string, unknown, string[]]>([
    ['of the template', arn('Role'), []],
    ['in no template', 'arn:aws:iam::111111111111:role/events', ['unknown: KEEL-EVENTS-SFN-01 Rule', 'unknown: KEEL-EVENTS-ROLE-01 Rule']],
    ['that is missing', undefined, ['no: KEEL-EVENTS-ROLE-02 Rule']],
    ['that is missing in one branch', either(arn('Role'), NOTHING), ['unknown: KEEL-EVENTS-ROLE-02 Rule']],
    ['that is missing in both branches', either(NOTHING, NOTHING), ['no: KEEL-EVENTS-ROLE-02 Rule']],
  ])('%s', (_name, RoleArn, expected) => {
    expect(found({ RoleArn })).toEqual(expected);
  });

  test('and names a state machine in no template', () => {
    const Arn = 'arn:aws:states:eu-west-1:111111111111:stateMachine:orders';
    expect(found({ Arn })).toEqual(['unknown: KEEL-EVENTS-ROLE-02 Rule']);
    expect(found({ Arn, RoleArn: arn('Role') })).toEqual(['unknown: KEEL-EVENTS-SFN-01 Role']);
  });

  test('a bus without a role is not known to be let in', () => {
    const Bus = resource('AWS::Events::EventBus', { Name: 'audit' });
    expect(found({ Arn: arn('Bus') }, { Bus })).toEqual(['unknown: KEEL-EVENTS-BUS-01 Rule']);
  });

  test('a delivery stream takes records one by one or many at once', () => {
    const Stream = resource('AWS::KinesisFirehose::DeliveryStream');
    const target = { Arn: arn('Stream'), RoleArn: arn('Role') };
    const allowed = (...actions: string[]) => found(target, { Stream, Role: role('events.amazonaws.com', allow(actions, arn('Stream'))) });
    expect(allowed('firehose:PutRecord')).toEqual([]);
    expect(allowed('firehose:PutRecordBatch')).toEqual([]);
    expect(allowed('firehose:UpdateDestination')).toEqual(['no: KEEL-EVENTS-STREAM-01 Role']);
  });
});

describe('messages to a FIFO queue', () => {
  const found = (target: Record<string, unknown>, Properties = {}) => of(
    verdicts({ Queue: queue({ FifoQueue: true, ContentBasedDeduplication: true, ...Properties }), Rule: rule({ Targets: [{ Arn: arn('Queue'), ...target }] }) }), 'FIFO',
  );

  test.each<[string, unknown, string[]]>([
    ['have a group', { MessageGroupId: ref('Group') }, []],
    ['have no group', {}, ['no: KEEL-EVENTS-FIFO-01 Rule']],
    ['have a group in one branch', { MessageGroupId: either('orders', NOTHING) }, ['unknown: KEEL-EVENTS-FIFO-01 Rule']],
    ['have parameters from elsewhere', ref('Parameters'), ['unknown: KEEL-EVENTS-FIFO-01 Rule']],
    ['have parameters of the wrong type', 'orders', ['no: KEEL-EVENTS-FIFO-01 Rule']],
  ])('%s', (_name, SqsParameters, expected) => {
    expect(found({ SqsParameters })).toEqual(expected);
  });

  test('that may be one', () => {
    expect(found({}, { FifoQueue: ref('IsFifo'), ContentBasedDeduplication: undefined }))
      .toEqual(['unknown: KEEL-EVENTS-FIFO-01 Rule', 'unknown: KEEL-EVENTS-FIFO-02 Queue']);
    expect(found({}, { FifoQueue: false, ContentBasedDeduplication: undefined })).toEqual([]);
  });

  test('that is in no template', () => {
    const Arn = 'arn:aws:sqs:eu-west-1:111111111111:orders.fifo';
    expect(found({ Arn })).toEqual(['unknown: KEEL-EVENTS-FIFO-01 Rule', 'unknown: KEEL-EVENTS-FIFO-02 Rule']);
    expect(found({ Arn, SqsParameters: { MessageGroupId: 'orders' } })).toEqual(['unknown: KEEL-EVENTS-FIFO-02 Rule']);
  });
});

describe('a pipe', () => {
  const READ = allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], arn('Source'));
  const found = (Properties: Record<string, unknown>, granted: string[] = [], more: Resources = {}) => of(verdicts({
    Source: queue(),
    Machine: resource('AWS::StepFunctions::StateMachine', { StateMachineType: 'EXPRESS' }),
    Role: role('pipes.amazonaws.com', READ, allow(granted)),
    Pipe: resource('AWS::Pipes::Pipe', { RoleArn: arn('Role'), Source: arn('Source'), ...Properties }),
    ...more,
  }), 'KEEL-PIPE');
  const start = (InvocationType: unknown) => ({
    Target: ref('Machine'), TargetParameters: { StepFunctionStateMachineParameters: { InvocationType } },
  });

  test.each<[string, unknown, string, string[]]>([
    ['asynchronously', 'FIRE_AND_FORGET', 'states:StartExecution', []],
    ['asynchronously, without the right', 'FIRE_AND_FORGET', 'states:StartSyncExecution', ['no: KEEL-PIPE-03 Role']],
    ['synchronously', 'REQUEST_RESPONSE', 'states:StartSyncExecution', []],
    ['synchronously, without the right', 'REQUEST_RESPONSE', 'states:StartExecution', ['no: KEEL-PIPE-03 Role']],
    ['as it may', undefined, 'states:StartExecution', []],
    ['as a parameter says', ref('Type'), 'states:StartSyncExecution', []],
    ['without any right', undefined, 'states:StopExecution', ['no: KEEL-PIPE-03 Role']],
  ])('starts a state machine %s', (_name, type, action, expected) => {
    expect(found(start(type), [action])).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['nothing', {}, []],
    ['a source in no template', { Source: 'arn:aws:sqs:eu-west-1:111111111111:orders' }, ['unknown: KEEL-PIPE-01 Pipe', 'unknown: KEEL-PIPE-02 Pipe']],
    ['a broker', { Source: 'arn:aws:mq:eu-west-1:111111111111:broker:orders:1' }, []],
    ['a log group', { Target: 'arn:aws:logs:eu-west-1:111111111111:log-group:orders:*' }, []],
    ['a target that is a parameter', { Target: ref('Target') }, ['unknown: KEEL-PIPE-03 Pipe', 'unknown: KEEL-PIPE-04 Pipe']],
    ['no role', { RoleArn: undefined }, ['unknown: KEEL-PIPE-01 Source', 'unknown: KEEL-PIPE-05 Pipe']],
    ['parameters of the wrong type', { SourceParameters: 'none', TargetParameters: [7] }, []],
    ['a dead-letter queue in no template', { SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: ref('Dead') } } } },
      ['unknown: KEEL-PIPE-DLQ-01 Pipe', 'unknown: KEEL-PIPE-DLQ-02 Pipe']],
  ])('with %s', (_name, properties, expected) => {
    expect(found(properties)).toEqual(expected);
  });

  test('puts records one by one or many at once', () => {
    const Stream = resource('AWS::Kinesis::Stream');
    const properties = { Target: arn('Stream'), TargetParameters: { KinesisStreamParameters: { PartitionKey: '$.messageId' } } };
    expect(found(properties, ['kinesis:PutRecord'], { Stream })).toEqual([]);
    expect(found(properties, ['kinesis:PutRecords'], { Stream })).toEqual([]);
    expect(found(properties, ['kinesis:GetRecords'], { Stream })).toEqual(['no: KEEL-PIPE-03 Role']);
    expect(found({ Target: arn('Stream') }, ['kinesis:PutRecord'], { Stream })).toEqual(['no: KEEL-PIPE-09 Pipe']);
  });
});

describe('a schedule', () => {
  const trusted = (sourceArn: unknown) => ({
    ...role('scheduler.amazonaws.com', allow('*')),
    Properties: {
      ...role('scheduler.amazonaws.com', allow('*')).Properties,
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { ArnLike: { 'aws:SourceArn': sourceArn } },
        }],
      },
    },
  });
  const found = (Properties: Record<string, unknown>, target: Record<string, unknown> = {}, more: Resources = {}) => of(verdicts({
    Topic: topic(),
    Role: role('scheduler.amazonaws.com', allow('sns:Publish', ref('Topic'))),
    Group: resource('AWS::Scheduler::ScheduleGroup'),
    Schedule: resource('AWS::Scheduler::Schedule', { Target: { Arn: ref('Topic'), RoleArn: arn('Role'), ...target }, ...Properties }),
    ...more,
  }), 'KEEL-SCHEDULER');
  const here = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:scheduler:\${AWS::Region}:\${AWS::AccountId}:${rest}` });

  test.each<[string, unknown, unknown, string[]]>([
    ['its group', ref('Group'), arn('Group'), []],
    ['the default group', undefined, here('schedule-group/default'), []],
    ['all groups', 'orders', here('schedule-group/*'), []],
    ['another group', 'orders', here('schedule-group/default'), ['no: KEEL-SCHEDULER-03 Role']],
    ['the schedule, which Scheduler does not say', 'orders', here('schedule/orders/*'), ['no: KEEL-SCHEDULER-03 Role']],
    ['a parameter', 'orders', ref('Arn'), ['unknown: KEEL-SCHEDULER-03 Role']],
  ])('whose role trusts %s', (_name, GroupName, sourceArn, expected) => {
    expect(found({ GroupName }, {}, { Role: trusted(sourceArn) })).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a topic', {}, []],
    ['an API', { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage' }, ['unknown: KEEL-SCHEDULER-01 Role']],
    ['an API of any partition', { Arn: { 'Fn::Sub': 'arn:${AWS::Partition}:scheduler:::aws-sdk:rds:stopDBCluster' } }, ['unknown: KEEL-SCHEDULER-01 Role']],
    ['a pipeline', { Arn: 'arn:aws:codepipeline:eu-west-1:111111111111:orders' }, []],
    ['a topic in no template', { Arn: 'arn:aws:sns:eu-west-1:111111111111:orders' }, ['unknown: KEEL-SCHEDULER-01 Role', 'unknown: KEEL-SCHEDULER-02 Schedule']],
    ['a topic, with a role in no template', { RoleArn: ref('Parameter') }, ['unknown: KEEL-SCHEDULER-01 Schedule', 'unknown: KEEL-SCHEDULER-03 Schedule']],
    ['a topic, with a broken dead-letter queue', { DeadLetterConfig: 'none' }, []],
  ])('for %s', (_name, target, expected) => {
    expect(found({}, target)).toEqual(expected);
  });

  test.each([undefined, 'none', 7, [], [{}], ref('Target')])('with the target %j does not break', (Target) => {
    expect(found({ Target }).filter((one) => one.startsWith('no'))).toEqual([]);
  });

  test('whose topic has a key that its role may not use', () => {
    const more = { Topic: topic({ KmsMasterKeyId: arn('Key') }), Key: key() };
    expect(found({}, {}, more)).toEqual(['no: KEEL-SCHEDULER-02 Role']);
  });
});

test('a disabled rule is judged as if it were enabled', () => {
  const found = (State: string) => verdicts({ Topic: topic(), Rule: rule({ State, Targets: [{ Id: 'Topic', Arn: ref('Topic') }] }) });
  expect(found('DISABLED')).toEqual(['no: KEEL-EVENTS-SNS-01 Topic']);
  expect(found('DISABLED')).toEqual(found('ENABLED'));
});
