import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as sns from 'aws-cdk-lib/aws-sns';
import { placeOf, SubscriptionEdge, SubscriptionEnd } from './subscription-edge';
import { pathOf } from '../validation/path-of';

/**
 * Lets the topic put records into the delivery stream, through a role that SNS assumes.
 * @see https://docs.aws.amazon.com/sns/latest/dg/prereqs-kinesis-data-firehose.html
 */
export function subscribeDeliveryStream(edge: SubscriptionEdge, stream: firehose.IDeliveryStream, rawMessageDelivery: boolean): SubscriptionEnd {
  const place = placeOf(edge, stream);
  const role = new iam.Role(place.scope, `${place.id}Role`, {
    assumedBy: new iam.ServicePrincipal('sns.amazonaws.com'),
    description: `Lets ${pathOf(edge.topic)} put records into ${pathOf(stream)}`,
  });
  const rights = stream.grant(role, 'firehose:PutRecord', 'firehose:PutRecordBatch',
    'firehose:DescribeDeliveryStream', 'firehose:ListDeliveryStreams', 'firehose:ListTagsForDeliveryStream');
  return {
    place,
    dependsOn: rights,
    protocol: sns.SubscriptionProtocol.FIREHOSE,
    endpoint: stream.deliveryStreamArn,
    subscriptionRoleArn: role.roleArn,
    rawMessageDelivery,
  };
}
