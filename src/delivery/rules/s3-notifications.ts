import { judgeNotFifo, ServiceEdge, serviceRules } from './may-deliver';
import { receivers, ReceiverType } from './receiver';
import { Rule } from './rule';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possible, possibleMembers } from '../model/template';

const SOURCE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html';

/** Buckets with the configuration that they, or CDK's custom resource for them, have. */
function configurations(model: DeliveryModel): { bucket?: Resource; holder: Resource; configuration: Json }[] {
  return [
    ...model.ofType('AWS::S3::Bucket').map((bucket) => ({ bucket, holder: bucket, configuration: bucket.properties.NotificationConfiguration })),
    ...model.ofType('Custom::S3BucketNotifications').map((holder) => ({
      bucket: model.find(holder, holder.properties.BucketName, 'AWS::S3::Bucket'), holder, configuration: holder.properties.NotificationConfiguration,
    })),
  ];
}

function edges(model: DeliveryModel, lists: string, target: string, type: ReceiverType, action: string): ServiceEdge[] {
  return configurations(model).flatMap(({ bucket, holder, configuration }) => (
    possible(configuration).flatMap((one) => possibleMembers(objectOf(one)[lists])).flatMap((one) => {
      const sourceArn = bucket?.arn ?? text('arn:', holder.partition, ':s3:::', holder.textOf(holder.properties.BucketName));
      return receivers(model, holder, objectOf(one)[target] ?? objectOf(one)[`${target}Arn`], type).map((to) => ({
        from: bucket ?? holder,
        by: holder,
        to,
        sender: { services: [text('s3.amazonaws.com')], sourceArn, sourceAccount: holder.account },
        action,
      }));
    })
  ));
}

const toQueues = (model: DeliveryModel) => edges(model, 'QueueConfigurations', 'Queue', 'AWS::SQS::Queue', 'sqs:SendMessage');
const toTopics = (model: DeliveryModel) => edges(model, 'TopicConfigurations', 'Topic', 'AWS::SNS::Topic', 'sns:Publish');

/** S3 events to queues and topics. */
export const S3_NOTIFICATIONS: Rule[] = [
  ...serviceRules('KEEL-S3-SQS', 'Bucket to queue', SOURCE, toQueues),
  ...serviceRules('KEEL-S3-SNS', 'Bucket to topic', SOURCE, toTopics),
  {
    id: 'KEEL-S3-FIFO-01',
    proves: 'Bucket to queue or topic: the receiver is not FIFO.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
    judge: (model) => [...toQueues(model), ...toTopics(model)].map((edge) => judgeNotFifo(edge, 'S3 cannot send to FIFO queues and topics')),
  },
];
