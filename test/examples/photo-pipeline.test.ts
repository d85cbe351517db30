import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PhotoPipelineStack } from '../../examples/photo-pipeline/photo-pipeline-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

/** Functions of aws-cdk-lib itself: their code is not ours to review. */
const OF_AWS_CDK_LIB = /^(BucketNotificationsHandler|CustomS3AutoDeleteObjects)/;

const synthesized = (context?: Record<string, unknown>) => Template.fromStack(new PhotoPipelineStack(new App({ context }), 'PhotoPipeline'));

const TEMPLATE = synthesized();

test('everything arrives, and nothing is unknown', () => {
  const templates = { PhotoPipeline: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('one key encrypts the bucket, the topics, the queues and the table', () => {
  const [keyId] = Object.keys(TEMPLATE.findResources('AWS::KMS::Key'));
  const key = { 'Fn::GetAtt': [keyId, 'Arn'] };
  TEMPLATE.resourceCountIs('AWS::KMS::Key', 1);
  TEMPLATE.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: key });
  TEMPLATE.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: key });
  TEMPLATE.allResourcesProperties('AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key } });
  TEMPLATE.allResourcesProperties('AWS::S3::Bucket', {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }] },
  });
});

test('the thumbnail queue alone is filtered, by the body: it gets no test event of S3', () => {
  const filtered = Object.values(TEMPLATE.findResources('AWS::SNS::Subscription')).filter(({ Properties }) => Properties.FilterPolicy);
  expect(filtered.map(({ Properties }) => Properties)).toEqual([expect.objectContaining({
    FilterPolicyScope: 'MessageBody',
    FilterPolicy: { Event: [{ exists: false }] },
    Endpoint: { 'Fn::GetAtt': [expect.stringMatching(/^PhotosThumbnailsQueue/), 'Arn'] },
  })]);
});

test('the fix is a setting of the function', () => {
  const placeholder = (value: string) => ({ Environment: { Variables: Match.objectLike({ PLACEHOLDER_FOR_CORRUPT: value }) } });
  TEMPLATE.hasResourceProperties('AWS::Lambda::Function', placeholder('false'));
  synthesized({ fixed: 'true' }).hasResourceProperties('AWS::Lambda::Function', placeholder('true'));
});

test('the template is the one that was reviewed', () => {
  const resources = Object.entries(TEMPLATE.toJSON().Resources).filter(([logicalId]) => !OF_AWS_CDK_LIB.test(logicalId));
  expect(JSON.parse(JSON.stringify(Object.fromEntries(resources)).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
