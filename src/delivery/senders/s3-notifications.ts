import { Edge } from '../access/edge';
import { receivers } from '../access/receivers';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possible, possibleMembers } from '../model/template';

/** Buckets with the configuration that they, or CDK's custom resource for them, have. */
export const configurations = perModel((model): { bucket?: Resource; holder: Resource; configuration: Json }[] => [
  ...model.ofType('AWS::S3::Bucket').map((bucket) => ({ bucket, holder: bucket, configuration: bucket.properties.NotificationConfiguration })),
  ...model.ofType('Custom::S3BucketNotifications').map((holder) => ({
    bucket: model.find(holder, holder.properties.BucketName, 'AWS::S3::Bucket'), holder, configuration: holder.properties.NotificationConfiguration,
  })),
]);

/** What S3 sends to the receivers in one of the lists of the configurations. */
export function edgesIn(model: DeliveryModel, lists: readonly string[], target: string, types: readonly string[], action: string): Edge[] {
  return configurations(model).flatMap(({ bucket, holder, configuration }) => (
    possible(configuration).flatMap((one) => lists.flatMap((list) => possibleMembers(objectOf(one)[list]))).flatMap((one) => {
      const sourceArn = bucket?.arn ?? text('arn:', holder.partition, ':s3:::', holder.textOf(holder.properties.BucketName));
      return receivers(model, holder, objectOf(one)[target] ?? objectOf(one)[`${target}Arn`], types).map((to) => ({
        from: bucket ?? holder,
        by: holder,
        to,
        sender: { services: [text('s3.amazonaws.com')], sourceArn, sourceAccount: holder.account },
        actions: [action],
      }));
    })
  ));
}
