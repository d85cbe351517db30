import { IResource, Names, Token, TokenComparison } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct, IDependable } from 'constructs';
import { warn } from '../validation/warn';

/** The topic's end of a subscription. */
export interface SubscriptionEdge {
  /** The pattern that the topic belongs to. */
  readonly fanOut: Construct;
  /** The topic. */
  readonly topic: sns.Topic;
  /** Name of the subscription within the pattern. */
  readonly id: string;
}

/** The subscriber's end. */
export interface SubscriptionEnd extends sns.SubscriptionOptions {
  /** Where the subscription is made. */
  readonly place: Place;
  /** What must be there before the first message comes. */
  readonly dependsOn?: IDependable;
}

/** A scope, and an id that is free there. */
export interface Place {
  readonly scope: Construct;
  readonly id: string;
  /** The topic's Region, where the scope is in another one. */
  readonly region?: string;
}

/**
 * Below the pattern; for an endpoint of another stack below the endpoint, because then only the endpoint's stack depends on the topic's, and not
 * each on the other.
 *
 * Stacks of different accounts do not depend on each other, and a subscription must be in the account of its dead-letter queue.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export function placeOf(edge: SubscriptionEdge, endpoint?: IResource): Place {
  const inOtherStack = endpoint !== undefined && endpoint.stack !== edge.topic.stack && endpoint.env.account === edge.topic.env.account;
  return inOtherStack
    ? {
      scope: endpoint as IConstruct as Construct,
      id: `Subscription${Names.nodeUniqueId(edge.topic.node)}`,
      region: endpoint.stack.region === edge.topic.env.region ? undefined : edge.topic.env.region,
    }
    : { scope: edge.fanOut, id: `${edge.id}Subscription` };
}

/** The owner of an endpoint in another account has to agree. Where an account is not known at synth, nothing is said. */
export function warnOfConfirmation({ fanOut, topic }: SubscriptionEdge, endpoint: IResource): void {
  if (Token.compareStrings(endpoint.env.account, topic.env.account) === TokenComparison.DIFFERENT) {
    warn(fanOut, 'cdk-keel:SnsSqsFanOut.confirmSubscription',
      `'${endpoint.node.path}' belongs to account ${endpoint.env.account}: its owner has to confirm the subscription before messages arrive.`);
  }
}
