import { ServiceEdge, serviceRules, unknownReceiver } from './may-deliver';
import { deadLetterTargets, isFifo, receivers } from './receiver';
import { Rule } from './rule';
import { snsServices } from './service-request';
import { literal, print, segments, Text, text } from '../expression/text';
import { not, some } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possibleMembers } from '../model/template';

/** A subscription, as a resource of its own or in the list of a topic. */
interface Subscription {
  readonly holder: Resource;
  readonly topic?: Resource;
  readonly topicArn: Text;
  readonly properties: Record<string, Json>;
}

function subscriptions(model: DeliveryModel): Subscription[] {
  return [
    ...model.ofType('AWS::SNS::Subscription').map((holder) => {
      const topic = model.find(holder, holder.properties.TopicArn, 'AWS::SNS::Topic');
      return { holder, topic, topicArn: topic?.arn ?? holder.textOf(holder.properties.TopicArn), properties: holder.properties };
    }),
    ...model.ofType('AWS::SNS::Topic').flatMap((topic) => possibleMembers(topic.properties.Subscription).map((one) => (
      { holder: topic, topic, topicArn: topic.arn!, properties: objectOf(one) }
    ))),
  ];
}

/** What SNS delivers to the queue that the expression in the subscription names. */
function edgesTo(model: DeliveryModel, { holder, topic, topicArn }: Subscription, endpoint: Json): ServiceEdge[] {
  const part = (index: number): Text => segments(topicArn)?.[index] ?? text({ name: `${index} of ${print(topicArn)}`, kind: 'word' });
  return receivers(model, holder, endpoint, 'AWS::SQS::Queue').map((to) => ({
    from: topic ?? holder,
    by: holder,
    to,
    sender: {
      services: snsServices(topic?.region ?? part(3), to?.region),
      sourceArn: topicArn,
      sourceAccount: topic?.account ?? part(4),
    },
    action: 'sqs:SendMessage',
  }));
}

function toQueues(model: DeliveryModel): ServiceEdge[] {
  return subscriptions(model).flatMap((subscription) => {
    const { holder, properties: { Protocol, Endpoint } } = subscription;
    const protocol = literal(holder.textOf(Protocol));
    return protocol === 'sqs' || protocol === undefined ? edgesTo(model, subscription, Endpoint) : [];
  });
}

function toDeadLetterQueues(model: DeliveryModel): ServiceEdge[] {
  return subscriptions(model).flatMap((subscription) => (
    deadLetterTargets(subscription.properties.RedrivePolicy).flatMap((queue) => edgesTo(model, subscription, queue))
  ));
}

/** SNS to SQS, and the dead letters of subscriptions. */
export const SNS_SUBSCRIPTIONS: Rule[] = [
  ...serviceRules('KEEL-SNS-SQS', 'Topic to queue', 'https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html', toQueues),
  {
    id: 'KEEL-SNS-SQS-03',
    proves: 'Topic to queue: a standard topic has no FIFO queue.',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html',
    judge: (model) => toQueues(model).map(({ from, to }) => (to === undefined || from.type !== 'AWS::SNS::Topic' ? unknownReceiver(from) : {
      from,
      to,
      delivers: some([not(isFifo(to)), isFifo(from)], (verdict) => verdict),
      at: to,
      because: 'a standard topic cannot deliver to a FIFO queue',
    })),
  },
  ...serviceRules('KEEL-SNS-DLQ', 'Subscription to its dead-letter queue', 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
    toDeadLetterQueues),
];
