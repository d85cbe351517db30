import { allow, att, key, lambda, policy, ref, resource, ResourceJson, role } from './cases/delivery-case';
import { either, NOTHING, Resources, verdicts, verdictsOf } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';
import { JsonObject } from '../../src/delivery/model/template';

const READ_STREAM = ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'];
const READ_TABLE = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'];
const mapping = (EventSourceArn: unknown, more = {}) => resource('AWS::Lambda::EventSourceMapping', {
  EventSourceArn, FunctionName: ref('Function'), StartingPosition: 'TRIM_HORIZON', ...more,
});
const runner = (...statements: object[]): Resources => ({ Role: role('lambda.amazonaws.com', ...statements), Function: lambda('Role') });
const found = (resources: Resources) => verdicts(resources).filter((one) => one.startsWith('no'));

describe('an event source that is in none of the templates is unknown', () => {
  test.each<[string, unknown]>([
    ['a parameter', ref('Parameter')],
    ['an export', { 'Fn::ImportValue': 'stream' }],
    ['a queue by its ARN', { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders' }],
    ['a stream by its ARN', 'arn:aws:kinesis:eu-west-1:111111111111:stream/orders'],
    ['a table by the ARN of its stream', 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders/stream/2026-11-21T00:00:00.000'],
    ['a broker', 'arn:aws:mq:eu-west-1:111111111111:broker:orders'],
  ])('%s', (_name, EventSourceArn) => {
    expect(found({ ...runner(), Source: mapping(EventSourceArn) })).toEqual([]);
  });

  test('a stream behind a consumer', () => {
    const Consumer = resource('AWS::Kinesis::StreamConsumer', { ConsumerName: 'orders', StreamARN: ref('Parameter') });
    const resources = { Consumer, Source: mapping(ref('Consumer')), ...runner(allow('kinesis:SubscribeToShard', ref('Consumer'))) };
    expect(verdicts(resources)).toEqual(['unknown: KEEL-KINESIS-LAMBDA-01 Consumer', 'unknown: KEEL-KINESIS-LAMBDA-02 Consumer']);
  });
});

describe('a Kinesis stream', () => {
  const Stream = resource('AWS::Kinesis::Stream', { Name: 'orders' });

  test.each<[string, unknown]>([
    ['its name', 'orders-function'],
    ['its name and qualifier', 'orders-function:live'],
    ['the reference of its alias', ref('Alias')],
    ['the ARN of its alias', { 'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:orders-function:live' }],
  ])('is read by a function that is named by %s', (_name, FunctionName) => {
    const resources = {
      Stream,
      Role: role('lambda.amazonaws.com'),
      Function: lambda('Role', { FunctionName: 'orders-function' }),
      Alias: resource('AWS::Lambda::Alias', { FunctionName: ref('Function'), Name: 'live' }),
      Source: mapping(att('Stream'), { FunctionName }),
    };
    expect(verdicts(resources)).toEqual(['no: KEEL-KINESIS-LAMBDA-01 Role']);
  });

  test.each<[string, unknown, string[]]>([
    ['its name', { 'Fn::Sub': 'arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/orders' }, []],
    ['a wildcard', { 'Fn::Sub': 'arn:${AWS::Partition}:kinesis:*:*:stream/ord*' }, []],
    ['another name', { 'Fn::Sub': 'arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/bills' }, ['no: KEEL-KINESIS-LAMBDA-01 Role']],
    ['a parameter', ref('Parameter'), ['unknown: KEEL-KINESIS-LAMBDA-01 Role']],
    ['one of two branches', either(att('Stream'), 'arn:aws:kinesis:eu-west-1:111111111111:stream/bills'), ['unknown: KEEL-KINESIS-LAMBDA-01 Role']],
  ])('may be read where the role names it by %s', (_name, on, expected) => {
    expect(verdicts({ Stream, Source: mapping(att('Stream')), ...runner(allow(READ_STREAM, on)) })).toEqual(expected);
  });

  test('lets a role in by a policy of its own', () => {
    const Policy = resource('AWS::Kinesis::ResourcePolicy', {
      ResourceArn: att('Stream'), ResourcePolicy: policy({ ...allow(READ_STREAM), Principal: { AWS: att('Role') } }),
    });
    expect(verdicts({ Stream, Policy, Source: mapping(att('Stream')), ...runner() })).toEqual([]);
  });
});

describe('the stream of a table', () => {
  const Source = mapping(att('Table', 'StreamArn'));
  const table = (more = {}, type = 'Table') => resource(`AWS::DynamoDB::${type}`, { StreamSpecification: { StreamViewType: 'KEYS_ONLY' }, ...more });

  test.each<[string, unknown, string[]]>([
    ['all its streams', { 'Fn::Sub': '${Table.Arn}/stream/*' }, []],
    ['the table only', att('Table'), ['no: KEEL-DYNAMODB-LAMBDA-01 Role']],
    ['its indexes', { 'Fn::Sub': '${Table.Arn}/index/*' }, ['no: KEEL-DYNAMODB-LAMBDA-01 Role']],
  ])('may be read where the role names %s', (_name, on, expected) => {
    expect(verdicts({ Table: table(), Source, ...runner(allow(READ_TABLE, on)) })).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a table', { StreamSpecification: { StreamViewType: 'KEYS_ONLY', ResourcePolicy: { PolicyDocument: '?' } } }, 'Table'],
    ['a replica', { Replicas: [{ Region: ref('AWS::Region'), ReplicaStreamSpecification: { ResourcePolicy: { PolicyDocument: '?' } } }] }, 'GlobalTable'],
  ])('lets a role in by the policy of %s', (_name, properties, type) => {
    const PolicyDocument = policy({ ...allow(READ_TABLE), Principal: { AWS: att('Role') } });
    const withPolicy = JSON.parse(JSON.stringify(properties).replace('"?"', JSON.stringify(PolicyDocument)));
    expect(verdicts({ Table: table(withPolicy, type), Source, ...runner() })).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['left out', undefined, ['no: KEEL-DYNAMODB-LAMBDA-04 Table']],
    ['in one branch', either({ StreamViewType: 'KEYS_ONLY' }, NOTHING), ['unknown: KEEL-DYNAMODB-LAMBDA-04 Table']],
    ['in a parameter', { StreamViewType: ref('View') }, []],
  ])('is %s', (_name, StreamSpecification, expected) => {
    expect(verdicts({ Table: table({ StreamSpecification }), Source, ...runner(allow(READ_TABLE)) })).toEqual(expected);
  });

  const replica = (Region: unknown, keyId?: string) => ({ Region, ...(keyId ? { SSESpecification: { KMSMasterKeyId: att(keyId) } } : {}) });

  test.each<[string, unknown, string | undefined, string[]]>([
    ['the only replica', [replica('eu-west-1', 'Key')], undefined, ['no: KEEL-DYNAMODB-LAMBDA-02 Role']],
    ['the replica in its Region', [replica('us-east-1'), replica('eu-west-1', 'Key')], 'eu-west-1', ['no: KEEL-DYNAMODB-LAMBDA-02 Role']],
    ['the replica in another Region', [replica('us-east-1', 'Key'), replica('eu-west-1')], 'eu-west-1', []],
    ['one replica of two', [replica('us-east-1'), replica('eu-west-1', 'Key')], undefined, ['unknown: KEEL-DYNAMODB-LAMBDA-02 Table']],
    ['a parameter', ref('Replicas'), 'eu-west-1', ['unknown: KEEL-DYNAMODB-LAMBDA-02 Table']],
    ['a branch', [either(replica('eu-west-1', 'Key'), replica('eu-west-1'))], 'eu-west-1', ['unknown: KEEL-DYNAMODB-LAMBDA-02 Table']],
    ['none', [replica('eu-west-1')], 'eu-west-1', []],
  ])('has the key of %s', (_name, Replicas, region, expected) => {
    const Table = table({ Replicas, SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } }, 'GlobalTable');
    const template = { Resources: { Key: key(), Table, Source, ...runner(allow(READ_TABLE)) } } as unknown as JsonObject;
    expect(checkTemplates([{ id: 'Shop', template, ...(region ? { region, account: '111111111111' } : {}) }])
      .filter(({ delivers }) => delivers !== 'yes').map(({ delivers, rule, at }) => `${delivers}: ${rule.id} ${at.logicalId}`)).toEqual(expected);
  });
});

describe('what became of the events', () => {
  const failing = (Destination: unknown, ...statements: object[]): Resources => ({
    Bucket: resource('AWS::S3::Bucket'),
    Stream: resource('AWS::Kinesis::Stream'),
    Source: mapping(att('Stream'), { DestinationConfig: { OnFailure: { Destination } } }),
    ...runner(allow(READ_STREAM), ...statements),
  });
  const list = allow('s3:ListBucket', att('Bucket'));

  test.each<[string, unknown, string[]]>([
    ['its objects', { 'Fn::Join': ['', [att('Bucket'), '/*']] }, []],
    ['the objects of Lambda', { 'Fn::Sub': '${Bucket.Arn}/aws/lambda/*' }, []],
    ['the bucket itself', att('Bucket'), ['no: KEEL-SOURCE-FAILURE-01 Role']],
    ['other objects', { 'Fn::Sub': '${Bucket.Arn}/failures/*' }, ['no: KEEL-SOURCE-FAILURE-01 Role']],
  ])('is put into a bucket where the role names %s', (_name, on, expected) => {
    expect(verdicts(failing(att('Bucket'), list, allow('s3:PutObject', on)))).toEqual(expected);
  });

  test('is not put into a bucket that the role may not list', () => {
    expect(verdicts(failing(att('Bucket'), allow('s3:PutObject')))).toEqual(['no: KEEL-SOURCE-FAILURE-01 Role']);
  });

  test.each<[string, unknown, string[]]>([
    ['a parameter', ref('Parameter'), ['unknown: KEEL-SOURCE-FAILURE-01 Source', 'unknown: KEEL-SOURCE-FAILURE-02 Source']],
    ['a Kafka topic', 'kafka://failures', []],
    ['nothing', '', []],
    ['an event bus', att('Bus'), []],
  ])('goes to %s', (_name, destination, expected) => {
    expect(verdicts({ Bus: resource('AWS::Events::EventBus'), ...failing(destination) })).toEqual(expected);
  });

  const configured = (change: Record<string, unknown>): Resources => ({
    Queue: resource('AWS::SQS::Queue'),
    Configuration: resource('AWS::Lambda::EventInvokeConfig', {
      FunctionName: ref('Function'), Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: att('Queue') } }, ...change,
    }),
    ...runner(),
  });

  test('is found for either outcome, in either branch', () => {
    const DestinationConfig = { OnSuccess: { Destination: either(att('Queue'), ref('Parameter')) } };
    expect(verdicts(configured({ DestinationConfig }))).toEqual([
      'no: KEEL-LAMBDA-DEST-01 Role', ...[1, 2, 3].map((n) => `unknown: KEEL-LAMBDA-DEST-0${n} Function`),
    ]);
  });

  test('is sent on by a function that is in none of the templates', () => {
    expect(verdicts(configured({ FunctionName: 'theirs' }))).toEqual(['unknown: KEEL-LAMBDA-DEST-01 Configuration']);
  });

  test('goes to no FIFO dead-letter queue that may be one', () => {
    const resources: Resources = {
      Queue: resource('AWS::SQS::Queue', { FifoQueue: ref('IsFifo') }),
      Role: role('lambda.amazonaws.com', allow('sqs:SendMessage')),
      Function: lambda('Role', { DeadLetterConfig: { TargetArn: att('Queue') } }),
    };
    expect(verdicts(resources)).toEqual(['unknown: KEEL-LAMBDA-DLQ-03 Queue']);
  });
});

describe('a dead-letter queue elsewhere', () => {
  const queue = (target: unknown) => resource('AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: target } });
  const placesOf = (Queue: ResourceJson, where = {}) => checkTemplates([{ id: 'Shop', template: { Resources: { Queue } } as unknown as JsonObject, ...where }])
    .filter(({ rule }) => rule.id === 'KEEL-SQS-DLQ-04').map(({ delivers }) => delivers);
  const HERE = { account: '111111111111', region: 'eu-west-1' };

  test.each<[string, unknown, object, string]>([
    ['in the same account and Region', 'arn:aws:sqs:eu-west-1:111111111111:dead', HERE, 'yes'],
    ['in another Region', 'arn:aws:sqs:us-east-1:111111111111:dead', HERE, 'no'],
    ['in another account', 'arn:aws:sqs:eu-west-1:222222222222:dead', HERE, 'no'],
    ['in an account that is not known', { 'Fn::Sub': 'arn:aws:sqs:eu-west-1:${Account}:dead' }, HERE, 'unknown'],
    ['where the queue is not known to be', 'arn:aws:sqs:eu-west-1:111111111111:dead', {}, 'unknown'],
    ['in the account and Region of the stack', { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:dead' }, {}, 'yes'],
    ['that is a parameter', ref('Parameter'), HERE, 'unknown'],
  ])('%s', (_name, target, where, expected) => {
    expect(placesOf(queue(target), where)).toEqual([expected]);
  });
});

test('what is hostile crashes nothing', () => {
  const odd = [null, 5, 'text', [], [[]], {}, { Ref: 5 }, { 'Fn::GetAtt': [] }, { 'Fn::If': 'x' }];
  for (const value of odd) {
    expect(() => verdictsOf({
      Shop: {
        Resources: {
          Function: lambda('Role', { DeadLetterConfig: value }),
          Other: lambda('Role', { DeadLetterConfig: { TargetArn: value } }),
          Table: resource('AWS::DynamoDB::GlobalTable', { Replicas: value, StreamSpecification: value, SSESpecification: { SSEEnabled: true } }),
          Consumer: resource('AWS::Kinesis::StreamConsumer', { StreamARN: value, ConsumerName: value }),
          Source: mapping(value, { FunctionName: value, DestinationConfig: value }),
          OfTable: mapping(att('Table', 'StreamArn'), { DestinationConfig: { OnFailure: value } }),
          OfConsumer: mapping(ref('Consumer'), { DestinationConfig: { OnFailure: { Destination: value } } }),
          Configuration: resource('AWS::Lambda::EventInvokeConfig', { FunctionName: value, DestinationConfig: { OnSuccess: value, OnFailure: [value] } }),
          Queue: resource('AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: value } }),
          Role: role('lambda.amazonaws.com'),
        },
      },
    })).not.toThrow();
  }
});
