import { Rule } from './rule';
import { unknownReceiver } from '../access/edge';
import { Judgement } from '../access/judgement';
import { deadLetterTargets, isFifo, QUEUE, receivers } from '../access/receivers';
import { matchesArn, same } from '../expression/match';
import { literal, segments, Text } from '../expression/text';
import { certain, every, some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { compare, numberIn } from '../model/property';
import { Resource } from '../model/resource';
import { isIntrinsic, listOf, objectOf, possibleObjects } from '../model/template';

const SOURCE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html';

const RETENTION = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html';
const LONGEST = 'Set its MessageRetentionPeriod to 1209600, the longest, and that of the queue to less.';

/** Seconds that SQS keeps a message where the queue does not say. */
const DEFAULT_RETENTION = 345_600;

function judgeEach(
  model: DeliveryModel, fault: { because: string; fix: string }, judge: (queue: Resource, deadLetterQueue: Resource) => Verdict,
): Judgement[] {
  return model.ofType('AWS::SQS::Queue').flatMap((queue) => deadLetterTargets(queue.properties.RedrivePolicy)
    .flatMap((target) => receivers(model, queue, target, QUEUE))
    .map((to) => (to === undefined ? unknownReceiver(queue) : { from: queue, to, delivers: judge(queue, to), at: to, ...fault })));
}

function areOfOneKind(queue: Resource, deadLetterQueue: Resource): Verdict {
  const [one, other] = [isFifo(queue), isFifo(deadLetterQueue)];
  return one === 'unknown' || other === 'unknown' ? 'unknown' : certain(one === other);
}

/** A standard queue counts the age of a message from its first send, in its dead-letter queue too. */
function judgeRetention(holds: (dead: number, alive: number) => boolean): (queue: Resource, deadLetterQueue: Resource) => Verdict {
  return (queue, deadLetterQueue) => {
    const [alive, dead] = [queue, deadLetterQueue].map((one) => numberIn(one, one.properties.MessageRetentionPeriod, DEFAULT_RETENTION));
    return some([isFifo(queue), compare(dead, alive, holds)], (verdict) => verdict);
  };
}

function accepts(queue: Resource, deadLetterQueue: Resource): Verdict {
  return every(possibleObjects(deadLetterQueue.properties.RedriveAllowPolicy), (policy) => {
    const { redrivePermission, sourceQueueArns } = objectOf(policy);
    const permission = isIntrinsic(policy) ? undefined : literal(deadLetterQueue.textOf(redrivePermission ?? 'allowAll'));
    switch (permission) {
      case 'allowAll': return 'yes';
      case 'denyAll': return 'no';
      case 'byQueue': return some(listOf(sourceQueueArns), (arn) => matchesArn(deadLetterQueue.textOf(arn), queue.arn!));
      default: return 'unknown';
    }
  });
}

/** Also of a dead-letter queue that is in none of the templates, where its ARN says where it is. */
function judgePlaces(model: DeliveryModel): Judgement[] {
  return model.ofType('AWS::SQS::Queue').flatMap((queue) => deadLetterTargets(queue.properties.RedrivePolicy).flatMap((target) => (
    receivers(model, queue, target, QUEUE).map((to): Judgement => ({
      from: queue,
      to,
      delivers: isInPlaceOf(queue, to?.arn ?? queue.textOf(target)),
      at: queue,
      because: 'its dead-letter queue is not in its own account and Region, or it is not known where it is',
      fix: 'Set the deadLetterTargetArn of its RedrivePolicy to a queue in its own account and Region.',
    }))
  )));
}

function isInPlaceOf(queue: Resource, deadLetterQueueArn: Text): Verdict {
  const [, , , region, account] = segments(deadLetterQueueArn) ?? [];
  if (region === undefined || account === undefined) return 'unknown';
  return every([same(queue.region, region), same(queue.account, account)], (verdict) => verdict);
}

/** Queues to their dead-letter queues. */
export const SQS_DEAD_LETTERS: Rule[] = [
  {
    id: 'KEEL-SQS-DLQ-01',
    proves: 'Queue to its dead-letter queue: both are FIFO, or neither is.',
    source: SOURCE,
    judge: (model) => judgeEach(model, { because: 'one is FIFO and the other is not', fix: 'Make both FIFO, or neither.' }, areOfOneKind),
  },
  {
    id: 'KEEL-SQS-DLQ-02',
    proves: 'Queue to its dead-letter queue: a dead letter does not expire before it would have in the queue.',
    source: RETENTION,
    judge: (model) => judgeEach(model, {
      because: 'it keeps dead letters for less time than the queue keeps messages, and a standard queue counts both from the first send: some are gone at once',
      fix: LONGEST,
    }, judgeRetention((dead, alive) => dead >= alive)),
  },
  {
    id: 'KEEL-SQS-DLQ-03',
    proves: 'Queue to its dead-letter queue: the redrive allow policy lets the queue use it.',
    source: SOURCE,
    judge: (model) => judgeEach(model, {
      because: 'its redrive allow policy does not let the queue use it', fix: 'Allow the queue in its RedriveAllowPolicy, or leave that out.',
    }, accepts),
  },
  {
    id: 'KEEL-SQS-DLQ-04',
    proves: 'Queue to its dead-letter queue: both are in one account and Region, as SQS advises.',
    source: SOURCE,
    severity: 'warning',
    judge: judgePlaces,
  },
  {
    id: 'KEEL-SQS-DLQ-05',
    proves: 'Queue to its dead-letter queue: there is time to look at a dead letter before it expires.',
    source: RETENTION,
    severity: 'warning',
    judge: (model) => judgeEach(model, {
      because: 'it keeps dead letters as long as the queue keeps messages, and a standard queue counts both from the first send: what fails late is gone soon',
      fix: LONGEST,
    }, judgeRetention((dead, alive) => dead !== alive)),
  },
];
