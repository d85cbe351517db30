import { NOT_VALIDATED } from './buckets';
import { CASES } from '../../../test/delivery/cases';
import { allowService, att, policy, ref, resource, Resources } from '../../../test/delivery/cases/delivery-case';
import { Change, Comparison } from '../comparison';
import { inQueue } from '../look';
import { ARRIVALS, behindTopic } from '../observe';
import { publish, putObjects } from '../send';

/** An edge on which the emulator asks the receiver's policy. */
interface Asked {
  readonly policyId: string;
  readonly service: string;
  readonly action: string;
  readonly anotherAction: string;
  readonly receiver: unknown;
  /** Who sends, another one that does not, and all of them. */
  readonly sources: Readonly<Record<'sender' | 'another' | 'all', unknown>>;
  readonly rule: string;
}

/** Ways to write a policy, of which some let the sender in. */
function policies({ policyId, service, action, anotherAction, receiver, sources, rule }: Asked): Change[] {
  const [prefix] = action.split(':');
  const allowed = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: action,
    Resource: receiver,
    Condition: { ArnEquals: { 'aws:SourceArn': sources.sender } },
  };
  const denied = { ...allowed, Effect: 'Deny' };
  const from = (operator: string, source: unknown) => ({ Condition: { [operator]: { 'aws:SourceArn': source } } });
  const change = (what: string, arrives: boolean, ...statements: object[]): Change => ({
    what, rule: arrives ? undefined : rule, by: (resources) => { resources[policyId].Properties!.PolicyDocument = policy(...statements); },
  });
  const lets = (what: string, ...statements: object[]) => change(what, true, ...statements);
  const bars = (what: string, ...statements: object[]) => change(what, false, ...statements);
  return [
    lets('all actions of the service', { ...allowed, Action: `${prefix}:*` }),
    lets('action with a wildcard, in capitals', { ...allowed, Action: `${prefix.toUpperCase()}:${action.slice(prefix.length + 1, -3)}*` }),
    lets('everybody, from this source', { ...allowed, Principal: '*' }),
    lets('every AWS principal, from this source', { ...allowed, Principal: { AWS: '*' } }),
    lets('sources by ArnLike', { ...allowed, ...from('ArnLike', sources.all) }),
    lets('sources by StringLike', { ...allowed, ...from('StringLike', sources.all) }),
    lets('one of two sources', { ...allowed, ...from('ArnEquals', [sources.another, sources.sender]) }),
    lets('every source', { ...allowed, Condition: undefined }),
    lets('all but another action', { ...allowed, Action: undefined, NotAction: anotherAction }),
    lets('this account', allowService(service, action, receiver)),
    lets('insecure transport denied', allowed, {
      ...denied, Principal: '*', Action: `${prefix}:*`, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    lets('another source denied', allowed, { ...denied, ...from('ArnEquals', sources.another) }),
    bars('another service', { ...allowed, Principal: { Service: 'events.amazonaws.com' } }),
    bars('another action', { ...allowed, Action: anotherAction }),
    bars('all but this action', { ...allowed, Action: undefined, NotAction: action }),
    bars('another source', { ...allowed, ...from('ArnEquals', sources.another) }),
    bars('topics of another Region', { ...allowed, ...from('ArnLike', 'arn:aws:sns:eu-west-1:*:*') }),
    bars('another account', { ...allowed, Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } }),
    bars('this source denied', allowed, denied),
    bars('every source but another denied', allowed, { ...denied, ...from('ArnNotEquals', sources.another) }),
    bars('everybody denied', allowed, { ...denied, Principal: '*', Condition: undefined }),
  ];
}

const topicArn = (name: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:${name}` });
const bucketArn = (name: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${name}` });
const BUCKETS = { sender: bucketArn('${AWS::StackName}-orders'), another: bucketArn('${AWS::StackName}-returns'), all: bucketArn('*') };

/** The bucket with a name: the policy cannot refer to what is made after it. */
function named(resources: Resources, DependsOn: string): Resources {
  const changed = structuredClone(resources);
  changed.Bucket.Properties!.BucketName = { 'Fn::Sub': '${AWS::StackName}-orders' };
  return { ...changed, Bucket: { ...changed.Bucket, DependsOn } };
}

/** Edges of which the emulator asks the policy, so that every way to write one can be compared. */
export const POLICIES: Comparison[] = [
  {
    edge: 'sns-to-sqs',
    resources: { ...structuredClone(CASES['sns-to-sqs'].resources), Another: resource('AWS::SNS::Topic') },
    send: publish,
    look: inQueue('Queue'),
    changes: policies({
      policyId: 'QueuePolicy',
      service: 'sns.amazonaws.com',
      action: 'sqs:SendMessage',
      anotherAction: 'sqs:ReceiveMessage',
      receiver: att('Queue'),
      sources: { sender: ref('Topic'), another: ref('Another'), all: topicArn('*') },
      rule: 'KEEL-SNS-SQS-01',
    }),
  },
  {
    edge: 's3-to-sqs',
    refusal: NOT_VALIDATED,
    resources: named(CASES['s3-to-sqs'].resources, 'QueuePolicy'),
    send: putObjects,
    look: inQueue('Queue'),
    changes: policies({
      policyId: 'QueuePolicy',
      service: 's3.amazonaws.com',
      action: 'sqs:SendMessage',
      anotherAction: 'sqs:ReceiveMessage',
      receiver: att('Queue'),
      sources: BUCKETS,
      rule: 'KEEL-S3-SQS-01',
    }),
  },
  {
    edge: 's3-to-sns',
    refusal: NOT_VALIDATED,
    resources: named(behindTopic(CASES['s3-to-sns'].resources), 'TopicPolicy'),
    send: putObjects,
    look: inQueue(ARRIVALS),
    changes: policies({
      policyId: 'TopicPolicy',
      service: 's3.amazonaws.com',
      action: 'sns:Publish',
      anotherAction: 'sns:Subscribe',
      receiver: ref('Topic'),
      sources: BUCKETS,
      rule: 'KEEL-S3-SNS-01',
    }),
  },
];
