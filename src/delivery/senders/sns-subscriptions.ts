import { Edge, roleOf } from '../access/edge';
import { receivers } from '../access/receivers';
import { snsServices } from '../access/requests';
import { literal, print, segments, Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possibleMembers } from '../model/template';

/** A subscription, as a resource of its own or in the list of a topic. */
export interface Subscription {
  readonly holder: Resource;
  readonly topic?: Resource;
  readonly topicArn: Text;
  readonly properties: Record<string, Json>;
}

/** All subscriptions. */
export const subscriptions = perModel((model): Subscription[] => [
  ...model.ofType('AWS::SNS::Subscription').map((holder) => {
    const topic = model.find(holder, holder.properties.TopicArn, 'AWS::SNS::Topic');
    return { holder, topic, topicArn: topic?.arn ?? holder.textOf(holder.properties.TopicArn), properties: holder.properties };
  }),
  ...model.ofType('AWS::SNS::Topic').flatMap((topic) => possibleMembers(topic.properties.Subscription).map((one) => (
    { holder: topic, topic, topicArn: topic.arn!, properties: objectOf(one) }
  ))),
]);

/** What SNS delivers to the receiver that an expression in the subscription names. */
export function edgesTo(
  model: DeliveryModel, { holder, topic, topicArn, properties }: Subscription, endpoint: Json, types: readonly string[], actions: readonly string[],
): Edge[] {
  const part = (index: number): Text => segments(topicArn)?.[index] ?? text({ name: `${index} of ${print(topicArn)}`, kind: 'word' });
  return receivers(model, holder, endpoint, types).map((to) => ({
    from: topic ?? holder,
    by: holder,
    to,
    sender: {
      services: snsServices(topic?.region ?? part(3), to?.region),
      sourceArn: topicArn,
      sourceAccount: topic?.account ?? part(4),
    },
    role: roleOf(model, holder, properties.SubscriptionRoleArn),
    actions,
  }));
}

/** The edges of all subscriptions with a protocol, or with one that is not known. */
export function edgesBy(model: DeliveryModel, wanted: string, types: readonly string[], actions: readonly string[]): Edge[] {
  return subscriptions(model).flatMap((subscription) => {
    const { holder, properties: { Protocol, Endpoint } } = subscription;
    const protocol = literal(holder.textOf(Protocol));
    return protocol === wanted || protocol === undefined ? edgesTo(model, subscription, Endpoint, types, actions) : [];
  });
}

/** The subscriptions whose endpoint is the ARN of a resource of the types in a template, with their protocols as far as they are known. */
export function subscriptionsTo(
  model: DeliveryModel, types: readonly string[],
): { from: Resource; by: Resource; to: Resource; given: string | undefined }[] {
  return subscriptions(model).flatMap(({ holder, topic, properties: { Protocol, Endpoint } }) => (
    receivers(model, holder, Endpoint, types).flatMap((to) => (to === undefined || print(holder.textOf(Endpoint)) !== print(to.arn!) ? [] : [
      { from: topic ?? holder, by: holder, to, given: literal(holder.textOf(Protocol)) },
    ]))
  ));
}
