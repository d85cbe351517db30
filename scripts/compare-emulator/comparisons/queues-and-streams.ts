import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { sleep } from '../../../examples/demo/poll';
import { CASES } from '../../../test/delivery/cases';
import { allow, policy, ref, resource, Resources, revoke } from '../../../test/delivery/cases/delivery-case';
import { broken, Comparison } from '../comparison';
import { inBucket, inQueue } from '../look';
import { ARRIVALS, behindTopic, withKeySchema } from '../observe';
import { putItems, putRecords, Send, sendMessages } from '../send';

/** Receives each message more often than the queue allows. */
const sendAndReceive: Send = async (stack, marks) => {
  await sendMessages(stack, marks);
  const QueueUrl = stack.id('Queue');
  for (let round = 0; round < 7; round++) {
    await stack.clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }));
    await sleep(50);
  }
};

/** The delivery stream of the one case with the source of the other; one role may use both. */
function streamToBucket(): Resources {
  const { Source, Role: reader, Stream: { Properties: source } } = structuredClone(CASES['kinesis-to-firehose'].resources);
  const resources = structuredClone(CASES['firehose-to-s3'].resources);
  Object.assign(resources.Stream.Properties!, source);
  resources.Role.Properties!.Policies.push({ ...reader.Properties!.Policies[0], PolicyName: 'Source' });
  return { ...resources, Source };
}

/** The pipe of the table to a topic, as the pipes of the emulator have no queues. */
function tableToTopic(): Resources {
  const resources = withKeySchema({ ...CASES['pipe-sources'].resources, Topic: resource('AWS::SNS::Topic') });
  resources.TablePipe.Properties!.Target = ref('Topic');
  resources.Role.Properties!.Policies.push({ PolicyName: 'Publish', PolicyDocument: policy(allow('sns:Publish', ref('Topic'))) });
  return behindTopic(resources);
}

export const QUEUES_AND_STREAMS: Comparison[] = [
  {
    edge: 'sqs-dead-letters',
    resources: CASES['sqs-dead-letters'].resources,
    send: sendAndReceive,
    look: inQueue('DeadLetterQueue'),
    changes: [
      broken('sqs-dead-letters', 'KEEL-SQS-DLQ-01', 'FIFO dead-letter queue'),
      broken('sqs-dead-letters', 'KEEL-SQS-DLQ-03', 'dead-letter queue denies redrive'),
    ],
  },
  {
    edge: 'kinesis-to-firehose, firehose-to-s3',
    resources: streamToBucket(),
    send: putRecords('Source'),
    look: inBucket,
    changes: [
      broken('kinesis-to-firehose', 'KEEL-KINESIS-FIREHOSE-01', 'role may not read the stream'),
      broken('firehose-to-s3', 'KEEL-FIREHOSE-S3-01', 'role may not put objects'),
    ],
  },
  {
    edge: 'pipe-sources (from a queue)',
    resources: withKeySchema(CASES['pipe-sources'].resources),
    send: sendMessages,
    look: inQueue('Target'),
    missing: 'its pipes read streams of tables only',
    changes: [{ what: 'role may not receive', rule: 'KEEL-PIPE-01', by: ({ Role }) => revoke(Role, 'sqs:ReceiveMessage') }],
  },
  {
    edge: 'pipe-sources (from a table)',
    resources: tableToTopic(),
    send: putItems,
    look: inQueue(ARRIVALS),
    changes: [broken('pipe-sources', 'KEEL-PIPE-01', 'role may not read the stream')],
  },
];
