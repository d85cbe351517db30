import { Names } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { placeOf, SubscriptionEdge, SubscriptionEnd, warnOfConfirmation } from './subscription-edge';
import { snsPrincipal } from '../policies/sns-statements';

/** Lets the topic, and no other, invoke the function. */
export function subscribeFunction(edge: SubscriptionEdge, fn: lambda.IFunction): SubscriptionEnd {
  fn.addPermission(`AllowInvoke${Names.nodeUniqueId(edge.topic.node)}`, {
    principal: snsPrincipal(edge.topic, fn),
    sourceArn: edge.topic.topicArn,
  });
  warnOfConfirmation(edge, fn);
  return {
    place: placeOf(edge, fn),
    protocol: sns.SubscriptionProtocol.LAMBDA,
    endpoint: fn.functionArn,
  };
}
