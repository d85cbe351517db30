import { allow, allowKey, allowService, att, key, policy, ref, resource, ResourceJson, role } from './cases/delivery-case';
import { DeliveryChecks } from '../../src';

const verdicts = (Resources: Record<string, ResourceJson>) => [
  ...DeliveryChecks.findingsOf({ Shop: { Resources } }).map(({ ruleId, at }) => `no: ${ruleId} ${at}`),
  ...DeliveryChecks.unknownsOf({ Shop: { Resources } }).map(({ ruleId }) => `unknown: ${ruleId}`),
];

/** A topic sends to an encrypted queue by itself, and a schedule with a role. */
const wired = (Enabled?: unknown) => {
  const { Type, Properties } = key(allowKey('sns.amazonaws.com'));
  return verdicts({
    Key: resource(Type, { ...Properties, Enabled }),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    Topic: resource('AWS::SNS::Topic'),
    Subscription: resource('AWS::SNS::Subscription', { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: att('Queue') }),
    Policy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('Queue')], PolicyDocument: policy(allowService('sns.amazonaws.com', 'sqs:SendMessage', att('Queue'), ref('Topic'))),
    }),
    Role: role('scheduler.amazonaws.com', allow('sqs:SendMessage', att('Queue')), allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    Schedule: resource('AWS::Scheduler::Schedule', { Target: { Arn: att('Queue'), RoleArn: att('Role') } }),
  });
};

const DISABLED = ['KEEL-SNS-SQS-02', 'KEEL-SCHEDULER-02', 'KEEL-KEY-01'].map((id) => `no: ${id} Shop/Key`);

test.each<[string, unknown, unknown[]]>([
  ['that does not say', undefined, []],
  ['that is enabled', true, []],
  ['that is enabled, as text', 'true', []],
  ['that is disabled', false, DISABLED],
  ['that is disabled, as text', 'false', DISABLED],
  ['that is enabled by a parameter', ref('Enabled'), ['unknown: KEEL-KEY-01']],
])('a key %s', (_name, enabled, expected) => {
  expect(wired(enabled)).toEqual(expected);
});
