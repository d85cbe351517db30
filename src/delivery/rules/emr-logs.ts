import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { AssumedRole, Edge } from '../access/edge';
import { Encryption, keyNamed } from '../access/encryption';
import { BUCKET } from '../access/receivers';
import { Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { emrClusters } from '../senders/emr-clusters';

const edge = 'EMR cluster to its log bucket';
const source = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html';
const SCHEME = /^s3[an]?:\/\//;

/** Clusters that keep logs, with the bucket and the start of the names of objects in it. */
const logs = perModel((model) => emrClusters(model).flatMap((one) => {
  const { cluster } = one;
  const { LogUri } = cluster.properties;
  if (LogUri === undefined) return [];
  const [bucketName, prefix] = split(cluster.textOf(LogUri));
  return [{ ...one, prefix, bucket: bucketName && model.called(cluster, bucketName, ...BUCKET) }];
}));

/** The bucket in a URI such as `s3://bucket/prefix/`, and what follows it with its slash. */
function split(uri: Text): [bucket: Text | undefined, prefix: Text] {
  const [first, ...rest] = uri;
  if (typeof first !== 'string' || !SCHEME.test(first)) return [undefined, []];
  const path = text(first.replace(SCHEME, ''), rest);
  const end = path.findIndex((piece) => typeof piece === 'string' && piece.includes('/'));
  if (end < 0) return [path, text('/')];
  const piece = path[end] as string;
  const slash = piece.indexOf('/');
  return [text(path.slice(0, end), piece.slice(0, slash)), text(piece.slice(slash), path.slice(end + 1))];
}

const edges = perModel((model): Edge[] => logs(model).flatMap(({ cluster, bucket, prefix, instanceRoles }) => instanceRoles.map((role) => ({
  ...callOf(cluster, bucket, role),
  actions: ['s3:PutObject'],
  calledArn: bucket && text(bucket.arn!, prefix, { name: `${cluster.stackId}.${cluster.logicalId}.log`, kind: 'any' }),
  calledReference: { 'Fn::Sub': `\${${bucket?.logicalId}.Arn}/*` },
}))));

/** Instances encrypt what they write, and EMR looks at the key before. */
const keyEdges = perModel((model): Edge[] => logs(model).flatMap(({ cluster, bucket, serviceRole, instanceRoles }) => {
  const encryption = logKey(model, cluster);
  if (encryption === undefined) return [];
  return [
    ...instanceRoles.map((role) => ({ ...callOf(cluster, bucket, role), keyActions: ['kms:GenerateDataKey'], encryption })),
    { ...callOf(cluster, bucket, serviceRole), keyActions: ['kms:DescribeKey'], encryption },
  ];
}));

function logKey(model: DeliveryModel, cluster: Resource): Encryption | undefined {
  const { LogEncryptionKmsKeyId } = cluster.properties;
  if (LogEncryptionKmsKeyId === undefined) return undefined;
  const key = keyNamed(model, cluster, LogEncryptionKmsKeyId);
  return key ? { by: 'key', key } : { by: 'unknown-key' };
}

function callOf(cluster: Resource, bucket: Resource | undefined, role: AssumedRole): Edge {
  return { from: cluster, to: bucket, sender: { services: [text('elasticmapreduce.amazonaws.com')] }, role, actions: [] };
}

/** Logs of EMR clusters. */
export const EMR_LOGS: Rule[] = [
  roleRule({ id: 'KEEL-EMR-03', edge, source, edges }),
  keyRule({ id: 'KEEL-EMR-04', edge, source, edges: keyEdges }),
];
