import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { FUNCTION, notes } from './api-specimen';
import { ApiAuth, ServerlessApi } from '../../src';
import { keyStatements } from '../statements';

describe('by default', () => {
  const { stack, api } = notes();
  const template = Template.fromStack(stack);

  test('everything goes to one function, which answers within its timeout and a second', () => {
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::ApiGateway::Method', 2);
    template.allResourcesProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'ANY', Integration: Match.objectLike({ Type: 'AWS_PROXY', TimeoutInMillis: 11_000 }),
    });
    template.hasResourceProperties('AWS::ApiGateway::Resource', { PathPart: '{proxy+}' });
  });

  test('the API is regional, takes TLS 1.2 and later, and its endpoint looks at where requests come from', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
    });
  });

  test('the stage is logged without bodies, traced and throttled', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      TracingEnabled: true,
      MethodSettings: [{
        ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'ERROR', DataTraceEnabled: false, ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200,
      }],
    });
  });

  test('the access log has an ARN that does not end with :*, whatever the flags of the app', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::ApiGateway::Stage'));
    const [, parts] = Properties.AccessLogSetting.DestinationArn['Fn::Join'];
    expect(parts.slice(-2)).toEqual([':log-group:', stack.resolve(api.accessLogGroup.logGroupName)]);
  });

  test('the access log is JSON and has the id of the request', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::ApiGateway::Stage'));
    expect(JSON.parse(Properties.AccessLogSetting.Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
  });

  test('requests are validated', () => {
    template.hasResourceProperties('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: true, ValidateRequestParameters: true });
    template.allResourcesProperties('AWS::ApiGateway::Method', { RequestValidatorId: Match.anyValue() });
  });

  test('nothing of the account is set, and no output is made', () => {
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
    expect(template.findOutputs('*')).toEqual({});
  });

  test('the name of the API holds that of the stack, because metrics go by it', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: Match.stringLikeRegexp('^Shop-Notes-') });
  });

  test('the function is current, traced, and logs JSON to a group that is kept for a month', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x', Timeout: 10, MemorySize: 512, TracingConfig: { Mode: 'Active' }, LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, KmsKeyId: stack.resolve(api.encryptionKey.keyArn) });
  });

  test('the table is on demand, encrypted with the key, recoverable and protected', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: stack.resolve(api.encryptionKey.keyArn) },
        ContributorInsightsSpecification: { Enabled: true, Mode: 'THROTTLED_KEYS' },
        StreamSpecification: Match.absent(),
        TimeToLiveSpecification: Match.absent(),
      },
    });
  });

  test('CloudWatch Logs may use the key for log groups of this account', () => {
    expect(keyStatements(stack).map(({ Principal }) => JSON.stringify(Principal))).toContainEqual(expect.stringContaining('"logs."'));
  });
});

describe('when asked for', () => {
  test('the table has another key, a time to live and a stream', () => {
    const { stack } = notes({
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'at', type: dynamodb.AttributeType.NUMBER },
      timeToLiveAttribute: 'expiresAt',
      tableStream: dynamodb.StreamViewType.KEYS_ONLY,
    });
    Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }, { AttributeName: 'at', KeyType: 'RANGE' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    });
  });

  test('an index is added through the child, and the function may read it', () => {
    const { stack, api } = notes();
    api.table.addGlobalSecondaryIndex({ indexName: 'byTag', partitionKey: { name: 'tag', type: dynamodb.AttributeType.STRING } });
    Template.fromStack(stack).hasResourceProperties('AWS::DynamoDB::Table', { GlobalSecondaryIndexes: [Match.objectLike({ IndexName: 'byTag' })] });
  });

  test('everything is removed with the stack', () => {
    const template = Template.fromStack(notes({ removalPolicy: RemovalPolicy.DESTROY }).stack);
    template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: false } });
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  });

  test('the function has other settings, and its integration another timeout', () => {
    const { stack } = notes({ runtime: lambda.Runtime.PYTHON_3_13, timeout: Duration.seconds(28), memorySize: 2048, environment: { LEVEL: 'debug' } });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'python3.13', Timeout: 28, MemorySize: 2048, Environment: { Variables: { LEVEL: 'debug', TABLE_NAME: Match.anyValue() } },
    });
    template.allResourcesProperties('AWS::ApiGateway::Method', { Integration: Match.objectLike({ TimeoutInMillis: 29_000 }) });
  });

  test('a key of your own encrypts everything', () => {
    const stack = new Stack(new App(), 'Shop');
    const encryptionKey = new kms.Key(stack, 'Own');
    new ServerlessApi(stack, 'Notes', { ...FUNCTION, auth: ApiAuth.iam(), encryptionKey });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
    expect(keyStatements(stack)).toHaveLength(2);
  });

  test('the stage is throttled more', () => {
    Template.fromStack(notes({ throttlingRateLimit: 5, throttlingBurstLimit: 10 }).stack).hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [Match.objectLike({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 })],
    });
  });

  test('a domain takes TLS 1.2 and later and leads to the stage', () => {
    const { stack, api } = notes();
    api.addDomain('api.example.com', acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111111111111:certificate/1'));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_2', EndpointConfiguration: { Types: ['REGIONAL'] } });
    template.hasResourceProperties('AWS::ApiGateway::BasePathMapping', { Stage: stack.resolve(api.stage.stageName) });
  });

  test('a web ACL looks at the requests to the stage', () => {
    const { stack, api } = notes();
    api.addWebAcl('arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/Shop/1');
    Template.fromStack(stack).hasResourceProperties('AWS::WAFv2::WebACLAssociation', { ResourceArn: stack.resolve(api.stage.stageArn) });
  });
});
