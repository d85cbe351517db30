import { Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { placeOf, SubscriptionEdge, SubscriptionEnd } from './subscription-edge';

/** Lets the topic, and no other, invoke the function. */
export function subscribeFunction(edge: SubscriptionEdge, fn: lambda.IFunction): SubscriptionEnd {
  fn.addPermission(`AllowInvoke${Names.nodeUniqueId(edge.topic.node)}`, {
    principal: new iam.ServicePrincipal('sns.amazonaws.com'),
    sourceArn: edge.topic.topicArn,
  });
  return {
    place: placeOf(edge, fn),
    protocol: sns.SubscriptionProtocol.LAMBDA,
    endpoint: fn.functionArn,
  };
}
