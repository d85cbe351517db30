import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { CASES } from '../../../test/delivery/cases';
import { allowService, att, policy, ref, resource, Resources } from '../../../test/delivery/cases/delivery-case';
import { broken, Comparison } from '../comparison';
import { inBucket, inQueue } from '../look';
import { ARRIVALS, reporting } from '../observe';
import { publish, Send } from '../send';

function letAnotherIn(resources: Resources): void {
  resources.Another = resource('AWS::SNS::Topic');
  resources.QueuePolicy.Properties!.PolicyDocument = policy(allowService('sns.amazonaws.com', 'sqs:SendMessage', att('Queue'), ref('Another')));
}

/** A queue that has gone, so that SNS has nowhere else to deliver. */
const publishToNobody: Send = async (stack, marks) => {
  await stack.clients.sqs.send(new DeleteQueueCommand({ QueueUrl: stack.id('Queue') }));
  await publish(stack, marks);
};

/** The delivery stream of another case, with its role and bucket. */
function topicToBucket(): Resources {
  const { Key, Bucket, Role: DeliveryRole, Stream } = structuredClone(CASES['firehose-to-s3'].resources);
  Stream.Properties!.ExtendedS3DestinationConfiguration.RoleARN = att('DeliveryRole');
  return { ...CASES['sns-to-firehose'].resources, Key, Bucket, DeliveryRole, Stream };
}

export const TOPICS: Comparison[] = [
  {
    edge: 'sns-to-sqs',
    resources: CASES['sns-to-sqs'].resources,
    send: publish,
    look: inQueue('Queue'),
    changes: [
      broken('sns-to-sqs', 'KEEL-SNS-SQS-01', 'no queue policy'),
      { what: 'queue policy for another topic', rule: 'KEEL-SNS-SQS-01', by: letAnotherIn },
      broken('sns-to-sqs', 'KEEL-SNS-SQS-02', 'no use of the key for SNS'),
      broken('sns-to-sqs', 'KEEL-SNS-SQS-03', 'FIFO queue'),
    ],
  },
  {
    edge: 'sns-dead-letters',
    resources: CASES['sns-dead-letters'].resources,
    send: publishToNobody,
    look: inQueue('DeadLetterQueue'),
    missing: 'it puts nothing into the dead-letter queue of a subscription',
    changes: [broken('sns-dead-letters', 'KEEL-SNS-DLQ-01', 'no policy of the dead-letter queue')],
  },
  {
    edge: 'sns-to-lambda',
    resources: reporting(CASES['sns-to-lambda'].resources),
    send: publish,
    look: inQueue(ARRIVALS),
    changes: [broken('sns-to-lambda', 'KEEL-SNS-LAMBDA-01', 'no permission to invoke')],
  },
  {
    edge: 'sns-to-firehose',
    resources: topicToBucket(),
    send: publish,
    look: inBucket,
    missing: 'its topics send nothing to delivery streams',
    changes: [
      broken('sns-to-firehose', 'KEEL-SNS-FIREHOSE-01', 'role may not put records'),
      broken('sns-to-firehose', 'KEEL-SNS-FIREHOSE-03', 'subscription without a role'),
    ],
  },
];
