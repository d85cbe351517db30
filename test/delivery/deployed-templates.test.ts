import { allow, att, lambda, ref, resource, role } from './cases/delivery-case';
import { KINESIS_TO_FIREHOSE } from './cases/kinesis-to-firehose';
import { bucket, queue, queuePolicy, Resources, verdicts, wired } from './wiring';

const mapping = resource('AWS::Lambda::EventSourceMapping', { EventSourceArn: att('Queue'), FunctionName: ref('Function') });
const withPolicies = (more: Record<string, unknown>) => {
  const Role = role('lambda.amazonaws.com');
  return { ...Role, Properties: { ...Role.Properties, Policies: undefined, ...more } };
};

describe('a policy of AWS', () => {
  const found = (more: Record<string, unknown>) => (
    verdicts({ Queue: queue(), Source: mapping, Function: lambda('Role'), Role: withPolicies(more) }).filter((one) => one.includes('LAMBDA-01'))
  );
  const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
  const UNKNOWN = ['unknown: KEEL-SQS-LAMBDA-01 Role'];

  test.each<[string, unknown, string[]]>([
    ['that is not known', managed('service-role/AWSGlueServiceRole'), UNKNOWN],
    ['that is not known, in any partition', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess' }, UNKNOWN],
    ['by the name that only objects have', managed('constructor'), UNKNOWN],
    ['of which only a part is known', managed('AmazonS3FullAccess'), UNKNOWN],
    ['that is the right one', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonSQSFullAccess' }, []],
    ['that is known not to', managed('service-role/AWSLambdaBasicExecutionRole'), ['no: KEEL-SQS-LAMBDA-01 Role']],
    ['of the account with the name of one', 'arn:aws:iam::111111111111:policy/AdministratorAccess', UNKNOWN],
    ['that is a parameter', ref('Policy'), UNKNOWN],
  ])('%s', (_name, arn, expected) => {
    expect(found({ ManagedPolicyArns: [arn] })).toEqual(expected);
  });

  test('as a boundary that is not known', () => {
    const Policies = [{ PolicyName: 'Queue', PolicyDocument: { Statement: [allow('sqs:*')] } }];
    expect(found({ Policies, PermissionsBoundary: managed('PowerUserAccess') })).toEqual(UNKNOWN);
  });
});

test('a key without a policy is left to the roles of the account, and lets no service in', () => {
  const resources: Resources = {
    Key: resource('AWS::KMS::Key'),
    Queue: queue({ KmsMasterKeyId: ref('Key'), VisibilityTimeout: 300 }),
    Source: mapping,
    Function: lambda('Role'),
    Role: role('lambda.amazonaws.com', allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']), allow('kms:Decrypt', att('Key'))),
    Group: resource('AWS::Logs::LogGroup', { KmsKeyId: att('Key') }),
  };
  expect(verdicts(resources)).toEqual(['no: KEEL-LOGS-KEY-01 Key']);
  expect(verdicts({ ...resources, Role: role('lambda.amazonaws.com', allow('sqs:*')) })).toEqual(['no: KEEL-SQS-LAMBDA-02 Role', 'no: KEEL-LOGS-KEY-01 Key']);
});

describe('the role for an API destination', () => {
  const destination = (name: string) => resource('AWS::Events::ApiDestination', { Name: name, ConnectionArn: att('Connection'), HttpMethod: 'POST' });
  const NO = ['no: KEEL-EVENTS-API-01 Role'];

  test.each<[string, unknown, string[]]>([
    ['its ARN', att('Orders'), []],
    ['its ARN for policies', att('Orders', 'ArnForPolicy'), []],
    ['its name, with a wildcard for its id', { 'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:api-destination/${Orders}/*' }, []],
    ['its name', { 'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:api-destination/orders' }, []],
    ['another one', att('Bills'), NO],
    ['the name of another one', { 'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:api-destination/${Bills}/*' }, NO],
  ])('names %s', (_name, on, expected) => {
    expect(verdicts({
      Connection: resource('AWS::Events::Connection'),
      Orders: destination('orders'),
      Bills: destination('bills'),
      Rule: resource('AWS::Events::Rule', { Targets: [{ Id: 'Orders', Arn: att('Orders'), RoleArn: att('Role') }] }),
      Role: role('events.amazonaws.com', allow('events:InvokeApiDestination', on)),
    })).toEqual(expected);
  });
});

test('whether a delivery stream has to list the shards of its source is not known', () => {
  const resources = structuredClone(KINESIS_TO_FIREHOSE.resources) as Resources;
  const reading = ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'];
  const verdictsWith = (actions: string[]) => verdicts({ ...resources, Role: role('firehose.amazonaws.com', allow([...actions, 'kms:Decrypt'])) });
  expect(verdictsWith(reading)).toEqual(['unknown: KEEL-KINESIS-FIREHOSE-01 Role']);
  expect(verdictsWith(reading.slice(1))).toEqual(['no: KEEL-KINESIS-FIREHOSE-01 Role']);
});

test('a delivery stream that names the key of AWS for S3 needs nothing for it', () => {
  const stream = (AWSKMSKeyARN: unknown) => resource('AWS::KinesisFirehose::DeliveryStream', {
    ExtendedS3DestinationConfiguration: {
      BucketARN: att('Bucket'), RoleARN: att('Role'), EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN } },
    },
  });
  const resources = (keyArn: unknown) => ({ Bucket: bucket(), Role: role('firehose.amazonaws.com', allow('s3:*')), Stream: stream(keyArn) });
  expect(verdicts(resources({ 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/s3' }))).toEqual([]);
  expect(verdicts(resources('arn:aws:kms:eu-west-1:111111111111:key/1'))).toEqual(['unknown: KEEL-FIREHOSE-S3-03 Bucket']);
});

describe('a rule with a target of another service', () => {
  test.each<[string, unknown, boolean]>([
    ['a pipeline', { 'Fn::Sub': 'arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}' }, true],
    ['an API', { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/Prod/GET/' }, true],
    ['what may be a queue', { 'Fn::Sub': 'arn:${AWS::Partition}:${Service}:${AWS::Region}:${AWS::AccountId}:orders' }, false],
    ['a queue by a parameter', { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Name}' }, false],
    ['what may be anything', { 'Fn::Sub': '${Prefix}:codepipeline:${Name}' }, false],
  ])('%s', (_name, Arn, isOther) => {
    const found = verdicts({
      Pipeline: resource('AWS::CodePipeline::Pipeline'), Rule: resource('AWS::Events::Rule', { Targets: [{ Id: 'Target', Arn }] }),
    });
    expect(found.includes('unknown: KEEL-EVENTS-SQS-01 Rule')).toBe(!isOther);
    expect(found.filter((one) => one.startsWith('no:'))).toEqual([]);
  });
});

describe('a template of which CloudFormation may make more policies', () => {
  const Other = resource('AWS::S3::Bucket');
  const connector = { Type: 'AWS::Serverless::Connector', Properties: { Source: { Id: 'Topic' }, Destination: { Id: 'Queue' }, Permissions: ['Write'] } };
  const Topic = { Type: 'AWS::SNS::Topic', Connectors: { ToQueue: { Properties: { Destination: { Id: 'Queue' }, Permissions: ['Write'] } } } };
  const closed = () => wired({ Policy: queuePolicy([]) });
  const UNKNOWN = ['unknown: KEEL-SNS-SQS-01 Queue'];
  const NO = ['no: KEEL-SNS-SQS-01 Queue'];

  test.each<[string, object, object, string[]]>([
    ['a connector', { Connector: connector }, {}, UNKNOWN],
    ['a connector in a resource', { Topic }, {}, UNKNOWN],
    ['a loop', { 'Fn::ForEach::Queues': ['Name', ['a'], {}] }, {}, UNKNOWN],
    ['a part from elsewhere', { 'Fn::Transform': { Name: 'AWS::Include' } }, {}, UNKNOWN],
    ['a macro', {}, { Transform: ['AWS::LanguageExtensions', 'PolicyMacro'] }, UNKNOWN],
    ['what AWS includes', {}, { Transform: { Name: 'AWS::Include' } }, UNKNOWN],
    ['transforms that make none', { Other }, { Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'] }, NO],
    ['no transform', { Other }, {}, NO],
  ])('with %s', (_name, more, rest, expected) => {
    expect(verdicts({ ...closed(), ...more }, rest)).toEqual(expected);
  });

  test('delivers where what stands in it suffices', () => {
    expect(verdicts({ ...wired(), Connector: connector })).toEqual([]);
  });
});
