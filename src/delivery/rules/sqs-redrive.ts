import { Judgement, Rule } from './rule';
import { matchesArn } from '../expression/match';
import { literal } from '../expression/text';
import { some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json, listOf, objectOf } from '../model/template';

const SOURCE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html';

/** Seconds that SQS keeps a message where the queue does not say. */
const DEFAULT_RETENTION = '345600';

function judgeEach(model: DeliveryModel, because: string, judge: (queue: Resource, deadLetterQueue: Resource) => Verdict): Judgement[] {
  return model.ofType('AWS::SQS::Queue').flatMap((queue) => {
    const to = model.find(queue, objectOf(queue.properties.RedrivePolicy).deadLetterTargetArn);
    return to === undefined ? [] : [{ from: queue, to, delivers: judge(queue, to), at: to, because }];
  });
}

const isFifo = (queue: Resource) => `${queue.properties.FifoQueue}` === 'true';

/** A standard queue counts the age of a message from its first send, in its dead-letter queue too. */
function outlives(queue: Resource, deadLetterQueue: Resource): Verdict {
  if (isFifo(queue)) return 'yes';
  const [kept, keptDead] = [queue, deadLetterQueue]
    .map(({ properties, textOf }) => literal(textOf(properties.MessageRetentionPeriod ?? DEFAULT_RETENTION)))
    .map((seconds) => (seconds === undefined ? NaN : Number(seconds)));
  if (Number.isNaN(kept) || Number.isNaN(keptDead)) return 'unknown';
  return keptDead > kept ? 'yes' : 'no';
}

function accepts(queue: Resource, deadLetterQueue: Resource): Verdict {
  const { redrivePermission, sourceQueueArns } = objectOf(deadLetterQueue.properties.RedriveAllowPolicy) as Record<string, Json>;
  if (redrivePermission === undefined || redrivePermission === 'allowAll') return 'yes';
  if (redrivePermission === 'denyAll') return 'no';
  return some(listOf(sourceQueueArns), (arn) => matchesArn(deadLetterQueue.textOf(arn), queue.arn!));
}

/** Queues to their dead-letter queues. */
export const SQS_REDRIVE: Rule[] = [
  {
    id: 'KEEL-SQS-DLQ-01',
    proves: 'Queue to its dead-letter queue: both are FIFO, or neither is.',
    source: SOURCE,
    judge: (model) => judgeEach(model, 'one is FIFO and the other is not', (queue, dead) => (isFifo(queue) === isFifo(dead) ? 'yes' : 'no')),
  },
  {
    id: 'KEEL-SQS-DLQ-02',
    proves: 'Queue to its dead-letter queue: a dead letter does not expire on arrival.',
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html',
    judge: (model) => judgeEach(model,
      'it does not keep messages longer than the queue, and a standard queue counts both from the first send', outlives),
  },
  {
    id: 'KEEL-SQS-DLQ-03',
    proves: 'Queue to its dead-letter queue: the redrive allow policy lets the queue use it.',
    source: SOURCE,
    judge: (model) => judgeEach(model, 'its redrive allow policy does not let the queue use it', accepts),
  },
];
