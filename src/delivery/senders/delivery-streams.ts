import { Edge, roleOf } from '../access/edge';
import { BUCKET, receivers } from '../access/receivers';
import { ServiceSender } from '../access/requests';
import { literal, Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { JsonObject, objectOf, possible } from '../model/template';

/**
 * Firehose, which names the account of the delivery stream as the external id when it assumes a role.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesisfirehose-deliverystream.html
 */
export function firehoseFor({ account }: Resource): ServiceSender {
  return { services: [text('firehose.amazonaws.com')], context: new Map([['sts:externalid', [account]]]) };
}

/** The AWS page on who may assume the roles of delivery streams. */
export const FIREHOSE_TRUST = 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role';

/** A delivery stream with the configuration of one destination. */
export interface Destination {
  readonly stream: Resource;
  readonly configuration: JsonObject;
}

/** Where all delivery streams deliver to, whatever it is. */
export const destinations = perModel((model): Destination[] => model.ofType('AWS::KinesisFirehose::DeliveryStream').flatMap((stream) => (
  Object.entries(stream.properties).filter(([name]) => name.endsWith('DestinationConfiguration'))
    .flatMap(([, value]) => possible(value)).map((value) => ({ stream, configuration: objectOf(value) }))
)));

/** Those of them that are buckets. */
export const bucketDestinations = perModel((model): Destination[] => destinations(model).filter(namesBucket));

/** All buckets that delivery streams write to: destinations, backups, and where other destinations put what is on its way or has failed. */
export const writtenBuckets = perModel((model): Destination[] => destinations(model).flatMap(({ stream, configuration }) => [
  configuration,
  ...possible(configuration.S3Configuration),
  ...(literal(stream.textOf(configuration.S3BackupMode)) === 'Enabled' ? possible(configuration.S3BackupConfiguration) : []),
].map((one) => ({ stream, configuration: objectOf(one) })).filter(namesBucket)));

function namesBucket({ configuration }: Destination): boolean {
  return configuration.BucketARN !== undefined;
}

/** What a delivery stream does with a bucket itself. */
export function edgesToBucket(model: DeliveryModel, { stream, configuration }: Destination, actions: readonly string[]): Edge[] {
  return receivers(model, stream, configuration.BucketARN, BUCKET).map((to) => ({
    from: stream, to, sender: firehoseFor(stream), role: roleOf(model, stream, configuration.RoleARN) ?? 'unknown', actions,
  }));
}

/** What it does with the objects in the bucket, for each prefix that it gives them. */
export function edgesToObjects(model: DeliveryModel, destination: Destination, actions: readonly string[]): Edge[] {
  const { stream, configuration } = destination;
  const { Prefix, ErrorOutputPrefix } = configuration;
  const prefixes = [Prefix, ...(ErrorOutputPrefix === undefined ? [] : [ErrorOutputPrefix])].map(stream.textOf);
  return edgesToBucket(model, destination, actions).flatMap((edge) => prefixes.map((prefix) => (edge.to === undefined ? edge : {
    ...edge,
    calledArn: text(edge.to.arn!, '/', upToExpression(prefix), { name: `${stream.stackId}.${stream.logicalId}.object`, kind: 'word' }),
    calledReference: { 'Fn::Join': ['', [referenceToArn(edge.to), '/*']] },
  })));
}

/** What is known of a prefix before Firehose evaluates it. */
function upToExpression(prefix: Text): Text {
  const index = prefix.findIndex((piece) => typeof piece === 'string' && piece.includes('!{'));
  const piece = prefix[index];
  return typeof piece === 'string' ? text(prefix.slice(0, index), piece.slice(0, piece.indexOf('!{'))) : prefix;
}
