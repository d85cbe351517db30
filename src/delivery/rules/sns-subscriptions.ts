import { ServiceEdge, serviceRules, unknownReceiver } from './may-deliver';
import { receivers } from './receiver';
import { Rule } from './rule';
import { segments } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json, objectOf } from '../model/template';

/** What SNS delivers to the queue that the expression in the subscription names. */
function edgesTo(model: DeliveryModel, subscription: Resource, endpoint: Json): ServiceEdge[] {
  const topic = model.find(subscription, subscription.properties.TopicArn);
  const sourceArn = topic?.arn ?? subscription.textOf(subscription.properties.TopicArn);
  const sourceAccount = topic?.account ?? segments(sourceArn)?.[4] ?? subscription.account;
  return receivers(model, subscription, endpoint, 'AWS::SQS::Queue').map((to) => ({
    from: topic ?? subscription,
    to,
    sender: { service: 'sns.amazonaws.com', sourceArn, sourceAccount },
    action: 'sqs:SendMessage',
  }));
}

function toQueues(model: DeliveryModel): ServiceEdge[] {
  return model.ofType('AWS::SNS::Subscription')
    .filter(({ properties }) => properties.Protocol === 'sqs')
    .flatMap((subscription) => edgesTo(model, subscription, subscription.properties.Endpoint));
}

function toDeadLetterQueues(model: DeliveryModel): ServiceEdge[] {
  return model.ofType('AWS::SNS::Subscription')
    .flatMap((subscription) => edgesTo(model, subscription, objectOf(subscription.properties.RedrivePolicy).deadLetterTargetArn));
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
      delivers: `${to.properties.FifoQueue}` === 'true' && `${from.properties.FifoTopic}` !== 'true' ? 'no' : 'yes',
      at: to,
      because: 'a standard topic cannot deliver to a FIFO queue',
    })),
  },
  ...serviceRules('KEEL-SNS-DLQ', 'Subscription to its dead-letter queue', 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html',
    toDeadLetterQueues),
];
