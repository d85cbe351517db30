import { DeliveryChecks } from '../../src';

/** A resource as it stands in a template. */
export interface ResourceJson { Type: string; Condition?: string; Properties?: Record<string, unknown> }
export type Resources = Record<string, ResourceJson>;

export const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
export const ref = (logicalId: string) => ({ Ref: logicalId });
export const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['Condition', one, other] });
export const NOTHING = ref('AWS::NoValue');

export const topic = (Properties = {}): ResourceJson => ({ Type: 'AWS::SNS::Topic', Properties });
export const queue = (Properties = {}): ResourceJson => ({ Type: 'AWS::SQS::Queue', Properties });
export const bucket = (Properties = {}): ResourceJson => ({ Type: 'AWS::S3::Bucket', Properties });
export const subscription = (change = {}): ResourceJson => ({
  Type: 'AWS::SNS::Subscription', Properties: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: arn('Queue'), ...change },
});

/** What lets topics send to a queue. */
export const snsMaySend = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' };
export const snsMayUseKey = { ...snsMaySend, Action: ['kms:GenerateDataKey', 'kms:Decrypt'] };

export const queuePolicy = (Statement: unknown = [snsMaySend], Queues: unknown = [ref('Queue')]): ResourceJson => ({
  Type: 'AWS::SQS::QueuePolicy', Properties: { Queues, PolicyDocument: { Statement } },
});
export const key = (Statement: unknown = [snsMayUseKey]): ResourceJson => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement } } });

/** A topic, a queue, what subscribes one to the other and what lets it in: everything arrives. */
export const wired = (change: Resources = {}): Resources => ({
  Topic: topic(), Queue: queue(), Subscription: subscription(), Policy: queuePolicy(), ...change,
});

/** Everything that does not deliver, or may not, in templates by name of their stacks. */
export function verdictsOf(templates: Record<string, unknown>): string[] {
  const line = (verdict: string) => ({ ruleId, logicalId }: { ruleId: string; logicalId: string }) => `${verdict}: ${ruleId} ${logicalId}`;
  return [
    ...DeliveryChecks.findingsOf(templates as Record<string, object>).map(line('no')),
    ...DeliveryChecks.unknownsOf(templates as Record<string, object>).map(line('unknown')),
  ];
}

/** The same of one template. */
export const verdicts = (Resources: Resources, rest = {}) => verdictsOf({ Shop: { Resources, ...rest } });
