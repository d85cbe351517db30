import { Rule } from './rule';
import { keyRule, trustRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { Encryption, encryptionWith } from '../access/encryption';
import { judgeAccess } from '../access/judge-access';
import { Judgement } from '../access/judgement';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { objectOf } from '../model/template';
import { Destination, edgesToBucket, edgesToObjects, FIREHOSE_TRUST, writtenBuckets } from '../senders/delivery-streams';

const edge = 'Delivery stream to bucket';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3';
const edges = perModel((model) => writtenBuckets(model).flatMap((destination) => edgesToBucket(model, destination, []).map((one): Edge => ({
  ...one, encryption: encryptionFor(model, destination),
}))));

/** The key that the delivery stream names itself; undefined where it leaves that to the bucket. */
function encryptionFor(model: DeliveryModel, { stream, configuration }: Destination): Encryption | undefined {
  const { AWSKMSKeyARN } = objectOf(objectOf(configuration.EncryptionConfiguration).KMSEncryptionConfig);
  return AWSKMSKeyARN === undefined ? undefined : encryptionWith(model, stream, AWSKMSKeyARN);
}

/** For each bucket, what its worst edge comes to. */
function worst(model: DeliveryModel, edgesOf: (destination: Destination) => readonly Edge[]): Judgement[] {
  return writtenBuckets(model).flatMap((destination) => {
    const judgements = edgesOf(destination).map((one) => judgeAccess(model, one));
    const found = ['no', 'unknown', 'yes'].map((verdict) => judgements.find(({ delivers }) => delivers === verdict)).find((one) => one !== undefined);
    return found ? [found] : [];
  });
}

/** Delivery streams to buckets. */
export const FIREHOSE_TO_S3: Rule[] = [
  {
    id: 'KEEL-FIREHOSE-S3-01',
    proves: `${edge}: its role may put objects under its prefixes.`,
    source,
    judge: (model) => worst(model, (destination) => edgesToObjects(model, destination, ['s3:PutObject'])),
  },
  {
    id: 'KEEL-FIREHOSE-S3-02',
    proves: `${edge}: its role may do what AWS lists besides, as for uploads in parts.`,
    source,
    severity: 'warning',
    judge: (model) => worst(model, (destination) => [
      ...edgesToBucket(model, destination, ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads']),
      ...edgesToObjects(model, destination, ['s3:AbortMultipartUpload', 's3:GetObject']),
    ]),
  },
  keyRule({ id: 'KEEL-FIREHOSE-S3-03', edge, source, edges }),
  trustRule({ id: 'KEEL-FIREHOSE-S3-04', edge, source: FIREHOSE_TRUST, edges }),
];
