import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { Edge, unknownReceiver } from '../access/edge';
import { BUCKET } from '../access/receivers';
import { same } from '../expression/match';
import { text } from '../expression/text';
import { every, not, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { inEachBranch, isGiven } from '../model/property';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { isIntrinsic, Json, objectOf, possible } from '../model/template';

const edge = 'Bucket to the bucket for its access logs';
const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html';
const services = [text('logging.s3.amazonaws.com')];

/** Without the name of another bucket, one keeps its own logs. */
const edges = perModel((model): Edge[] => model.ofType('AWS::S3::Bucket').flatMap((bucket) => (
  possible(bucket.properties.LoggingConfiguration).map(objectOf).flatMap(({ DestinationBucketName = { Ref: bucket.logicalId }, LogFilePrefix }) => (
    possible(DestinationBucketName).map((name) => edgeTo(bucket, model.find(bucket, name, ...BUCKET), LogFilePrefix))
  ))
)));

function edgeTo(bucket: Resource, to: Resource | undefined, prefix: Json): Edge {
  const { account, arn, logicalId, stackId, textOf } = bucket;
  const edgeOfBucket = { from: bucket, to, sender: { services, sourceArn: arn!, sourceAccount: account }, actions: ['s3:PutObject'] };
  return to === undefined ? edgeOfBucket : {
    ...edgeOfBucket,
    calledArn: text(to.arn!, '/', textOf(prefix), { name: `${stackId}.${logicalId}.log`, kind: 'word' }),
    calledReference: { 'Fn::Join': ['', [referenceToArn(to), '/*']] },
  };
}

function hasDefaultRetention({ properties: { ObjectLockConfiguration } }: Resource): Verdict {
  return inEachBranch(ObjectLockConfiguration, (lock) => (isIntrinsic(lock) ? 'unknown' : isGiven(objectOf(objectOf(lock).Rule).DefaultRetention)));
}

/** Access logs of buckets in buckets. */
export const S3_LOGS_TO_S3: Rule[] = [
  policyRule({ id: 'KEEL-S3-S3-01', edge, source, edges }),
  // The page says that keys of KMS are not supported, but with a key policy that lets S3 in they work: https://github.com/aws/aws-cdk/pull/25350.
  keyRule({
    id: 'KEEL-S3-S3-02', edge, source, edges: (model) => edges(model).map((one) => ({ ...one, sender: { services }, keyActions: ['kms:GenerateDataKey'] })),
  }),
  {
    id: 'KEEL-S3-S3-03',
    proves: `${edge}: both are in one account and Region, and what is written may be deleted again.`,
    source,
    judge: (model) => edges(model).flatMap(({ from, to }) => (to === undefined ? [unknownReceiver(from)] : [
      {
        from,
        to,
        delivers: every([same(from.account, to.account), same(from.region, to.region)], (verdict) => verdict),
        at: from,
        because: 'S3 writes access logs only to buckets of the same account and Region',
        fix: 'Set DestinationBucketName of its LoggingConfiguration to a bucket in its account and Region.',
      },
      {
        from,
        to,
        delivers: not(hasDefaultRetention(to)),
        at: to,
        because: 'it locks new objects for a time by default, and S3 writes no access logs to such a bucket',
        fix: 'Take DefaultRetention out of its ObjectLockConfiguration.',
      },
    ])),
  },
];
