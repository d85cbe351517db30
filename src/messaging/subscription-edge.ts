import { Names, Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct, IDependable } from 'constructs';

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
}

/**
 * Below the pattern; for an endpoint of another stack below the endpoint, because then only the endpoint's stack depends on the topic's, and not
 * each on the other.
 */
export function placeOf(edge: SubscriptionEdge, endpoint?: IConstruct): Place {
  return endpoint === undefined || Stack.of(endpoint) === Stack.of(edge.fanOut)
    ? { scope: edge.fanOut, id: `${edge.id}Subscription` }
    : { scope: endpoint as Construct, id: `Subscription${Names.nodeUniqueId(edge.topic.node)}` };
}
