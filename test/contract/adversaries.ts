import { App, Aspects, CfnResource, PropertyInjectors } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ResourceJson } from './template';

/** Something in the app that undoes what our constructs set. */
export interface Adversary {
  readonly name: string;
  /** Which resources it damages. */
  readonly damages: (resource: ResourceJson) => boolean;
  /** Part of the message that the synthesis must fail with. */
  readonly message: RegExp;
  readonly enter: (app: App) => void;
}

// A queue with the key of AWS is refused as soon as it is to be subscribed.
const UNENCRYPTED = / promises .*encrypted|must not be encrypted with alias\/aws\/sqs/;
const PLAIN_HTTP = / promises .*refuse.* plain HTTP/;
const NO_DEAD_LETTERS = / promises a dead-letter queue/;

const PUBLIC = / promises buckets that nobody can make public/;

const isStateMachine = ({ Type }: ResourceJson) => Type === 'AWS::StepFunctions::StateMachine';
const isUserPool = ({ Type }: ResourceJson) => Type === 'AWS::Cognito::UserPool';
const isUserPoolClient = ({ Type }: ResourceJson) => Type === 'AWS::Cognito::UserPoolClient';
const isIdentityPool = ({ Type }: ResourceJson) => Type === 'AWS::Cognito::IdentityPool';
const isEmrSecurity = ({ Type }: ResourceJson) => Type === 'AWS::EMR::SecurityConfiguration';
const isQueue = ({ Type }: ResourceJson) => Type === 'AWS::SQS::Queue';
const isTopic = ({ Type }: ResourceJson) => Type === 'AWS::SNS::Topic';
const isStream = ({ Type }: ResourceJson) => Type === 'AWS::Kinesis::Stream';
const isTable = ({ Type }: ResourceJson) => Type === 'AWS::DynamoDB::Table';
const isStage = ({ Type }: ResourceJson) => Type === 'AWS::ApiGateway::Stage';
const isRestApi = ({ Type }: ResourceJson) => Type === 'AWS::ApiGateway::RestApi';
const isMethod = ({ Type }: ResourceJson) => Type === 'AWS::ApiGateway::Method';
const isBucket = ({ Type }: ResourceJson) => Type === 'AWS::S3::Bucket';
const isKeyedBucket = (resource: ResourceJson) => isBucket(resource) && JSON.stringify(resource.Properties?.BucketEncryption ?? '').includes('aws:kms');
const isTask = ({ Type }: ResourceJson) => Type === 'AWS::ECS::TaskDefinition';
const isService = ({ Type }: ResourceJson) => Type === 'AWS::ECS::Service';
const isBalancer = ({ Type }: ResourceJson) => Type === 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const isDeliveryStream = ({ Type }: ResourceJson) => Type === 'AWS::KinesisFirehose::DeliveryStream';
const isSource = (resource: ResourceJson) => isQueue(resource) && resource.Properties?.RedrivePolicy !== undefined;

/** Every adversary that our promises stand against. */
export const ADVERSARIES: readonly Adversary[] = [
  injector('an injector leaves queues unencrypted', sqs.Queue, unkeyed(sqs.QueueEncryption.UNENCRYPTED), isQueue, UNENCRYPTED),
  injector('an injector gives queues a key of SQS', sqs.Queue, unkeyed(sqs.QueueEncryption.SQS_MANAGED), isQueue, UNENCRYPTED),
  injector('an injector gives queues the key of AWS', sqs.Queue, unkeyed(sqs.QueueEncryption.KMS_MANAGED), isQueue, UNENCRYPTED),
  injector('an injector lets queues take plain HTTP', sqs.Queue, { enforceSSL: false }, isQueue, PLAIN_HTTP),
  injector('an injector takes the dead-letter queue from queues', sqs.Queue, { deadLetterQueue: undefined }, isSource, NO_DEAD_LETTERS),
  injector('an injector leaves topics unencrypted', sns.Topic, { masterKey: undefined }, isTopic, UNENCRYPTED),
  injector('an injector lets topics take plain HTTP', sns.Topic, { enforceSSL: false }, isTopic, PLAIN_HTTP),
  aspect('an aspect deletes the key of queues', isQueue, UNENCRYPTED, (resource) => resource.addPropertyDeletionOverride('KmsMasterKeyId')),
  aspect('an aspect gives queues the key of AWS', isQueue, UNENCRYPTED, (resource) => {
    resource.addPropertyOverride('KmsMasterKeyId', 'alias/aws/sqs');
  }),
  aspect('an aspect deletes the redrive policy of queues', isSource, NO_DEAD_LETTERS, (resource) => {
    resource.addPropertyDeletionOverride('RedrivePolicy');
  }),
  aspect('an aspect unsets the redrive policy of queues', isSource, NO_DEAD_LETTERS, (resource) => {
    (resource as sqs.CfnQueue).redrivePolicy = undefined;
  }),
  aspect('an aspect deletes the key of topics', isTopic, UNENCRYPTED, (resource) => resource.addPropertyDeletionOverride('KmsMasterKeyId')),
  aspect('an aspect gives topics the key of AWS', isTopic, UNENCRYPTED, (resource) => {
    resource.addPropertyOverride('KmsMasterKeyId', 'alias/aws/sns');
  }),
  aspect('an aspect unsets the key of topics', isTopic, UNENCRYPTED, (resource) => {
    (resource as sns.CfnTopic).kmsMasterKeyId = undefined;
  }),
  aspect('an aspect deletes the statements of the policies of queues', isPolicyOf('SQS::Queue'), PLAIN_HTTP, (resource) => {
    resource.addPropertyOverride('PolicyDocument.Statement', []);
  }),
  aspect('an aspect deletes the statements of the policies of topics', isPolicyOf('SNS::Topic'), PLAIN_HTTP, (resource) => {
    resource.addPropertyOverride('PolicyDocument.Statement', []);
  }),
  injector('an injector leaves streams unencrypted', kinesis.Stream, {
    encryption: kinesis.StreamEncryption.UNENCRYPTED, encryptionKey: undefined,
  }, isStream, UNENCRYPTED),
  injector('an injector gives streams the key of AWS', kinesis.Stream, {
    encryption: kinesis.StreamEncryption.MANAGED, encryptionKey: undefined,
  }, isStream, UNENCRYPTED),
  injector('an injector gives buckets a key of S3', s3.Bucket, {
    encryption: s3.BucketEncryption.S3_MANAGED, encryptionKey: undefined, bucketKeyEnabled: undefined,
  }, isKeyedBucket, UNENCRYPTED),
  injector('an injector lets buckets take plain HTTP', s3.Bucket, { enforceSSL: false }, isBucket, PLAIN_HTTP),
  injector('an injector lets buckets be made public', s3.Bucket, {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
  }, isBucket, PUBLIC),
  aspect('an aspect deletes the encryption of streams', isStream, UNENCRYPTED, (resource) => {
    resource.addPropertyDeletionOverride('StreamEncryption');
  }),
  aspect('an aspect deletes the encryption of buckets', isBucket, UNENCRYPTED, (resource) => resource.addPropertyDeletionOverride('BucketEncryption')),
  aspect('an aspect deletes the block of public access of buckets', isBucket, PUBLIC, (resource) => {
    resource.addPropertyDeletionOverride('PublicAccessBlockConfiguration');
  }),
  aspect('an aspect deletes the error prefix of delivery streams', isDeliveryStream, /KEEL-FIREHOSE-S3-05/, (resource) => {
    resource.addPropertyDeletionOverride('ExtendedS3DestinationConfiguration.ErrorOutputPrefix');
  }),
  injector('an injector weakens passwords', cognito.UserPool, { passwordPolicy: { minLength: 8 } }, isUserPool, / promises passwords of 12/),
  injector('an injector switches off second factors', cognito.UserPool, {
    mfa: cognito.Mfa.OFF, mfaSecondFactor: undefined,
  }, isUserPool, / promises the second factor/),
  injector('an injector lets passwords be recovered by telephone', cognito.UserPool, {
    accountRecovery: cognito.AccountRecovery.PHONE_WITHOUT_MFA_AND_EMAIL,
  }, isUserPool, / promises recovery by e-mail only/),
  injector('an injector allows the implicit grant', cognito.UserPoolClient, {
    oAuth: { flows: { implicitCodeGrant: true }, callbackUrls: ['https://example.com'] },
  }, isUserPoolClient, / promises no implicit grant/),
  aspect('an aspect switches off the deletion protection of user pools', isUserPool, / promises deletion protection/, (resource) => {
    resource.addPropertyOverride('DeletionProtection', 'INACTIVE');
  }),
  aspect('an aspect lets clients tell which users exist', isUserPoolClient, / promises errors that do not tell/, (resource) => {
    resource.addPropertyDeletionOverride('PreventUserExistenceErrors');
  }),
  aspect('an aspect switches off the revocation of tokens', isUserPoolClient, / promises tokens that can be revoked/, (resource) => {
    resource.addPropertyOverride('EnableTokenRevocation', false);
  }),
  aspect('an aspect allows the classic flow', isIdentityPool, / promises that its roles are chosen by Cognito/, (resource) => {
    resource.addPropertyOverride('AllowClassicFlow', true);
  }),
  aspect('an aspect turns guest access round', isIdentityPool, / promises credentials for guests only where/, (resource) => {
    resource.addPropertyOverride('AllowUnauthenticatedIdentities', 'no');
  }),
  injector('an injector gives tables the key of AWS', dynamodb.Table, {
    encryption: dynamodb.TableEncryption.AWS_MANAGED, encryptionKey: undefined,
  }, isTable, UNENCRYPTED),
  aspect('an aspect deletes the encryption of tables', isTable, UNENCRYPTED, (resource) => resource.addPropertyDeletionOverride('SSESpecification')),
  aspect('an aspect deletes the access logs of stages', isStage, / promises access logs/, (resource) => {
    resource.addPropertyDeletionOverride('AccessLogSetting');
  }),
  aspect('an aspect lets APIs take old TLS', isRestApi, / promises TLS 1\.2/, (resource) => resource.addPropertyOverride('SecurityPolicy', 'TLS_1_0')),
  aspect('an aspect lets everybody call', isMethod, / promises that nobody can call without/, (resource) => {
    resource.addPropertyOverride('AuthorizationType', 'NONE');
  }),
  aspect('an aspect leaves the disks of clusters unencrypted', isEmrSecurity, / promises disks and objects that are encrypted/, (resource) => {
    resource.addPropertyOverride('SecurityConfiguration.EncryptionConfiguration.EnableAtRestEncryption', false);
  }),
  aspect('an aspect allows the first version of instance metadata', isEmrSecurity, / promises nodes that give their credentials/, (resource) => {
    resource.addPropertyOverride('SecurityConfiguration.InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion', 1);
  }),
  injector('an injector takes the logs from state machines', sfn.StateMachine, { logs: undefined }, isStateMachine, / promises logs/),
  aspect('an aspect deletes the key of state machines', isStateMachine, / promises executions that are encrypted/, (resource) => {
    resource.addPropertyDeletionOverride('EncryptionConfiguration');
  }),
  aspect('an aspect lets containers run as root', isTask, / promises containers that do not run as root/, (resource) => {
    resource.addPropertyOverride('ContainerDefinitions.0.User', '0:0');
  }),
  aspect('an aspect gives tasks public addresses', isService, / promises tasks without public addresses/, (resource) => {
    resource.addPropertyOverride('NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', 'ENABLED');
  }),
  aspect('an aspect switches off the circuit breaker', isService, / promises that a deployment that fails is rolled back/, (resource) => {
    resource.addPropertyDeletionOverride('DeploymentConfiguration.DeploymentCircuitBreaker');
  }),
  aspect('an aspect switches off the logs of load balancers', isBalancer, / promises access logs/, (resource) => {
    resource.addPropertyDeletionOverride('LoadBalancerAttributes');
  }),
];

function unkeyed(encryption: sqs.QueueEncryption): sqs.QueueProps {
  return { encryption, encryptionMasterKey: undefined };
}

/** Changes the props of every construct of a class. */
function injector(
  name: string,
  { PROPERTY_INJECTION_ID: constructUniqueId }: { readonly PROPERTY_INJECTION_ID: string },
  injected: object,
  damages: Adversary['damages'],
  message: RegExp,
): Adversary {
  return {
    name,
    damages,
    message,
    enter: (app) => PropertyInjectors.of(app).add({ constructUniqueId, inject: (props: object) => ({ ...props, ...injected }) }),
  };
}

/** Changes every resource that it damages. */
function aspect(name: string, damages: Adversary['damages'], message: RegExp, change: (resource: CfnResource) => void): Adversary {
  return {
    name,
    damages,
    message,
    enter: (app) => Aspects.of(app).add({
      visit: (construct) => {
        if (CfnResource.isCfnResource(construct) && damages({ Type: construct.cfnResourceType, Properties: { RedrivePolicy: true } })) {
          change(construct);
        }
      },
    }),
  };
}

function isPolicyOf(resource: string): Adversary['damages'] {
  return ({ Type }) => Type === `AWS::${resource}Policy`;
}
