import { CASES } from '../../../test/delivery/cases';
import { allowService, att, policy, ref, resource, Resources } from '../../../test/delivery/cases/delivery-case';
import { broken, Comparison } from '../comparison';
import { inQueue } from '../look';
import { ARRIVALS, behindTopic, queueFor, reporting } from '../observe';
import { putObjects } from '../send';

/** What S3 answers where it may not send to the receiver. */
export const NOT_VALIDATED = 'Unable to validate the following destination configurations';

/** S3 asks the receiver when the bucket is made, so its policy has to be there. */
function after(dependency: string, resources: Resources): Resources {
  const changed = structuredClone(resources);
  changed.Bucket.DependsOn = dependency;
  return changed;
}

function letAnotherIn(resources: Resources): void {
  resources.Another = resource('AWS::S3::Bucket');
  resources.QueuePolicy.Properties!.PolicyDocument = policy(allowService('s3.amazonaws.com', 'sqs:SendMessage', att('Queue'), att('Another')));
}

function letAnotherServicePublish({ TopicPolicy }: Resources): void {
  TopicPolicy.Properties!.PolicyDocument = policy(allowService('cloudwatch.amazonaws.com', 'sns:Publish', ref('Topic')));
}

function ruleToQueue(): Resources {
  const resources = { ...structuredClone(CASES['s3-to-eventbridge'].resources), ...queueFor('events.amazonaws.com') };
  resources.Rule.Properties!.Targets = [{ Id: 'Arrivals', Arn: att(ARRIVALS) }];
  return resources;
}

export const BUCKETS: Comparison[] = [
  {
    edge: 's3-to-sqs',
    refusal: NOT_VALIDATED,
    resources: after('QueuePolicy', CASES['s3-to-sqs'].resources),
    send: putObjects,
    look: inQueue('Queue'),
    changes: [
      broken('s3-to-sqs', 'KEEL-S3-SQS-01', 'no queue policy'),
      { what: 'queue policy for another bucket', rule: 'KEEL-S3-SQS-01', by: letAnotherIn },
      broken('s3-to-sqs', 'KEEL-S3-SQS-02', 'no use of the key for S3'),
      broken('s3-to-sqs', 'KEEL-S3-FIFO-01', 'FIFO queue'),
    ],
  },
  {
    edge: 's3-to-sns',
    refusal: NOT_VALIDATED,
    resources: after('TopicPolicy', behindTopic(CASES['s3-to-sns'].resources)),
    send: putObjects,
    look: inQueue(ARRIVALS),
    changes: [
      broken('s3-to-sns', 'KEEL-S3-SNS-01', 'no topic policy'),
      { what: 'topic policy for another service', rule: 'KEEL-S3-SNS-01', by: letAnotherServicePublish },
    ],
  },
  {
    edge: 's3-to-lambda',
    resources: after('Permission', reporting(CASES['s3-to-lambda'].resources)),
    send: putObjects,
    look: inQueue(ARRIVALS),
    changes: [broken('s3-to-lambda', 'KEEL-S3-LAMBDA-01', 'permission for another bucket')],
  },
  {
    edge: 's3-to-eventbridge',
    resources: ruleToQueue(),
    send: putObjects,
    look: inQueue(ARRIVALS),
    changes: [
      broken('s3-to-eventbridge', 'KEEL-S3-EVENTS-01', 'bucket without events'),
      { what: 'no policy of the queue behind the rule', rule: 'KEEL-EVENTS-SQS-01', by: (resources) => { delete resources.ArrivalsPolicy; } },
    ],
  },
];
