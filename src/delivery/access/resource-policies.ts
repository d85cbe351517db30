import { lambdaPermission } from './lambda-permission';
import { AttachedPolicy, Attachment, PolicyIndex } from './policy-index';
import { BUCKET, FUNCTION, QUEUE, TABLE, TOPIC } from './receivers';
import { same } from '../expression/match';
import { literal, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { listOf, objectOf } from '../model/template';
import { parsePolicy } from '../policy/parse-policy';
import { Statement } from '../policy/statement';

const document = ({ properties, textOf }: Resource): Statement[] => parsePolicy(properties.PolicyDocument, textOf);

/** The resource types that carry the policy of another. */
const ATTACHMENTS: readonly Attachment[] = [
  { type: 'AWS::SQS::QueuePolicy', names: 'Queues', of: QUEUE, statementsOf: document },
  { type: 'AWS::SQS::QueueInlinePolicy', names: 'Queue', of: QUEUE, statementsOf: document },
  { type: 'AWS::SNS::TopicPolicy', names: 'Topics', of: TOPIC, statementsOf: document },
  { type: 'AWS::SNS::TopicInlinePolicy', names: 'TopicArn', of: TOPIC, statementsOf: document },
  { type: 'AWS::S3::BucketPolicy', names: 'Bucket', of: BUCKET, statementsOf: document },
  { type: 'AWS::Lambda::Permission', names: 'FunctionName', of: FUNCTION, statementsOf: lambdaPermission },
  {
    type: 'AWS::Events::EventBusPolicy',
    names: 'EventBusName',
    of: ['AWS::Events::EventBus'],
    statementsOf: ({ properties, textOf }) => parsePolicy({ Statement: properties.Statement }, textOf),
  },
  {
    type: 'AWS::Kinesis::ResourcePolicy',
    names: 'ResourceArn',
    of: ['AWS::Kinesis::Stream', 'AWS::Kinesis::StreamConsumer'],
    statementsOf: ({ properties, textOf }) => parsePolicy(properties.ResourcePolicy, textOf),
  },
];

/** The policies that a table holds itself: its own, and that of its stream. */
function policiesOfTable({ properties, textOf }: Resource): AttachedPolicy[] {
  const holders = [
    properties,
    objectOf(properties.StreamSpecification),
    ...listOf(properties.Replicas).flatMap((replica) => [objectOf(replica), objectOf(objectOf(replica).ReplicaStreamSpecification)]),
  ];
  return holders.filter(({ ResourcePolicy }) => ResourcePolicy !== undefined)
    .map(({ ResourcePolicy }) => ({ statements: parsePolicy(objectOf(ResourcePolicy).PolicyDocument, textOf), certain: true }));
}

/**
 * What the access control list of a bucket lets in: with one, S3 may write access logs unless the bucket belongs to its owner alone. It does where it was
 * made without ownership controls since 2023.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general
 */
function policiesOfAcl({ arn, properties: { AccessControl, OwnershipControls }, textOf }: Resource): AttachedPolicy[] {
  const isForLogs = AccessControl === undefined ? 'no' : same(textOf(AccessControl), text('LogDeliveryWrite'));
  const ownership = textOf(objectOf(listOf(objectOf(OwnershipControls).Rules)[0]).ObjectOwnership);
  if (isForLogs === 'no' || literal(ownership) === 'BucketOwnerEnforced') return [];
  const [principal, action, resource] = [{ Service: [text('logging.s3.amazonaws.com')] }, [text('s3:PutObject')], [text(arn!, '/*')]];
  const certain = isForLogs === 'yes' && ['BucketOwnerPreferred', 'ObjectWriter'].includes(literal(ownership) ?? '');
  return [{ statements: [{ effect: 'Allow', certain, principal, action, resource, conditions: [] }], certain: true }];
}

const index = perModel((model) => new PolicyIndex(model, ATTACHMENTS));

/** Parsed once for each key. */
const KEY_POLICIES = new WeakMap<Resource, Statement[]>();

/** The policies that a resource has, or may have, by the templates. */
export function attachedPolicies(model: DeliveryModel, receiver: Resource): readonly AttachedPolicy[] {
  if (TABLE.some((type) => type === receiver.type)) return policiesOfTable(receiver);
  return receiver.type === 'AWS::S3::Bucket' ? [...index(model).of(receiver), ...policiesOfAcl(receiver)] : index(model).of(receiver);
}

/**
 * What KMS gives a key without a policy: it leaves everything to the roles of the account.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
const DEFAULT_KEY_POLICY = {
  Statement: { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' },
};

/** The policy of a key. */
export function keyPolicy(key: Resource): Statement[] {
  const { KeyPolicy = DEFAULT_KEY_POLICY } = key.properties;
  const statements = KEY_POLICIES.get(key) ?? parsePolicy(KeyPolicy, key.textOf);
  KEY_POLICIES.set(key, statements);
  return statements;
}
