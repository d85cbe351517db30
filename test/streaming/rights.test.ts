import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { clicks, propertiesOf, rightsOf, transformer } from './template';
import { DeliverySource, KinesisToFirehoseToS3, RecordBackup, RecordFormat } from '../../src';
import { policyOf } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

/** What the construct's part of a template resolves to. */
function arnsOf(made: KinesisToFirehoseToS3) {
  const resolve = (value: unknown) => Stack.of(made).resolve(value);
  const { bucket, stream, encryptionKey } = made;
  return { bucket: resolve(bucket.bucketArn), objects: resolve(bucket.arnForObjects('*')), stream: resolve(stream?.streamArn), key: resolve(encryptionKey.keyArn) };
}

describe('the role that reads', () => {
  test('may read this stream, and decrypt it through Kinesis', () => {
    const made = clicks();
    const { stream, key } = arnsOf(made);
    expect(rightsOf(made, 'SourceRole')).toEqual([
      { Effect: 'Allow', Action: ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kinesis:ListShards'], Resource: stream },
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: key,
        Condition: {
          StringEquals: {
            'kms:ViaService': { 'Fn::Join': ['', ['kinesis.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
            'kms:EncryptionContext:aws:kinesis:arn': stream,
          },
        },
      },
    ]);
  });

  test('needs no key where the stream has none', () => {
    const source = new kinesis.Stream(stack, 'Existing', { streamMode: kinesis.StreamMode.ON_DEMAND, encryption: kinesis.StreamEncryption.UNENCRYPTED });
    expect(rightsOf(clicks({ source: DeliverySource.existingStream(source) }, stack), 'SourceRole')).toHaveLength(1);
  });
});

describe('the role that delivers', () => {
  test('may write objects to this bucket, encrypt them through S3, and log; it may delete nothing', () => {
    const made = clicks();
    const { bucket, objects, key } = arnsOf(made);
    expect(rightsOf(made, 'DeliveryRole')).toEqual([
      { Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], Resource: bucket },
      { Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], Resource: objects },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: key,
        Condition: {
          StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
          StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, objects] },
        },
      },
      { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: expect.anything() },
    ]);
  });

  test('may write to its log streams only', () => {
    const logs = rightsOf(clicks({ backup: RecordBackup.ALL_RECORDS }), 'DeliveryRole').find(({ Action }) => Action === 'logs:PutLogEvents')!;
    expect(JSON.stringify(logs.Resource).match(/log-stream:",\{"Ref":"Clicks(Delivery|Backup)Log/g)).toHaveLength(2);
  });

  test.each<[string, (fn: lambda.Function) => lambda.IFunction, (arn: string) => unknown]>([
    ['its function', (fn) => fn, (arn) => [arn, `${arn}:$LATEST`]],
    ['the version of its function', (fn) => fn.currentVersion, (arn) => arn],
  ])('may invoke %s', (_name, choose, expected) => {
    const fn = choose(transformer(stack));
    const made = clicks({ transform: { fn } }, stack);
    expect(rightsOf(made, 'DeliveryRole')).toContainEqual({
      Effect: 'Allow', Action: ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'], Resource: stack.resolve(expected(fn.functionArn)),
    });
  });

  test('may read the schema of the table', () => {
    const made = clicks({ format: RecordFormat.parquet({ databaseName: 'shop', tableName: 'clicks' }) });
    const glue = rightsOf(made, 'DeliveryRole').find(({ Action }) => Action.includes('glue:GetTable'))!;
    expect(JSON.stringify(glue.Resource).match(/:(catalog|database\/shop|table\/shop\/clicks)"/g)).toHaveLength(3);
  });
});

test.each(['SourceRole', 'DeliveryRole'])('%s is assumed for this account only, and has its policy before the delivery stream', (role) => {
  const made = clicks();
  expect(propertiesOf(made, 'AWS::IAM::Role', `Clicks${role}`).AssumeRolePolicyDocument.Statement).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'firehose.amazonaws.com' },
    Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'AWS::AccountId' } } },
  }]);
  const [{ DependsOn }] = Object.values(Template.fromStack(Stack.of(made)).findResources('AWS::KinesisFirehose::DeliveryStream'));
  expect(DependsOn).toContainEqual(expect.stringMatching(`^Clicks${role}DefaultPolicy`));
});

describe('buckets', () => {
  test('refuse plain HTTP and cannot be made public', () => {
    const made = clicks();
    for (const bucket of [made.bucket, made.accessLogsBucket]) {
      expect(policyOf(Stack.of(made), bucket)).toContainEqual(expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }));
    }
    Template.fromStack(Stack.of(made)).allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  test('are versioned, encrypted with a bucket key, and log who accesses them', () => {
    const made = clicks();
    expect(propertiesOf(made, 'AWS::S3::Bucket', 'ClicksBucket')).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      LoggingConfiguration: { DestinationBucketName: Stack.of(made).resolve(made.accessLogsBucket.bucketName) },
    });
  });

  test('take access logs of this bucket only', () => {
    const made = clicks();
    expect(policyOf(Stack.of(made), made.accessLogsBucket)).toContainEqual(expect.objectContaining({
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': arnsOf(made).bucket } },
    }));
  });
});

describe('producers', () => {
  const producer = () => new iam.Role(stack, 'Producer', { assumedBy: new iam.AccountRootPrincipal() });

  test('may write to the stream and use its key for that', () => {
    const role = producer();
    const made = clicks({}, stack);
    made.grantWrite(role);
    expect(propertiesOf(made, 'AWS::IAM::Policy', 'Producer').PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Action: ['kinesis:PutRecord', 'kinesis:PutRecords', 'kinesis:ListShards', 'kinesis:DescribeStreamSummary'] }),
      { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: arnsOf(made).key },
    ]);
  });

  test('may put records where there is no stream', () => {
    const role = producer();
    const made = clicks({ source: DeliverySource.directPut() }, stack);
    made.grantWrite(role);
    expect(propertiesOf(made, 'AWS::IAM::Policy', 'Producer').PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'] }),
    ]);
  });

  test('get no rights unasked', () => {
    producer();
    expect(propertiesOf(clicks({}, stack), 'AWS::IAM::Policy', 'Producer')).toBeUndefined();
  });

  test.each([
    ['kinesis-streams', 'kinesis:PutRecords', DeliverySource.onDemandStream()],
    ['kinesis-firehose', 'firehose:PutRecordBatch', DeliverySource.directPut()],
  ])('reach %s from a VPC, and nothing else there', (service, action, source) => {
    const made = clicks({ source }, stack);
    made.addVpcEndpoint('Endpoint', new ec2.Vpc(stack, 'Vpc'));
    const { ServiceName, PrivateDnsEnabled, PolicyDocument } = propertiesOf(made, 'AWS::EC2::VPCEndpoint');
    expect(JSON.stringify(ServiceName)).toContain(service);
    expect(PrivateDnsEnabled).toBe(true);
    expect(PolicyDocument.Statement).toEqual([expect.objectContaining({
      Action: expect.arrayContaining([action]),
      Condition: { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } },
    })]);
  });
});
