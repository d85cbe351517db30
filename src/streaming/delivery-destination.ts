import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { DynamicPartitioning } from './dynamic-partitioning';
import { BACKUP, dataPrefix, ERRORS } from './object-prefixes';
import { RecordFormat } from './record-format';
import { RecordTransform, transformProcessor } from './record-transform';
import { firehosePrincipal, mayEncryptObjects, mayLog, mayTransform, mayWriteObjects } from '../policies/firehose-statements';
import { pathOf } from '../validation/path-of';

/** How records are delivered to a bucket. */
export interface DeliverySettings {
  readonly format: RecordFormat;
  readonly prefix: string;
  readonly partitioning?: DynamicPartitioning;
  readonly transform?: RecordTransform;
  readonly backsUpAll: boolean;
  readonly bufferingInterval: Duration;
  readonly bufferingSize: Size;
}

/** What Firehose delivers to, and what it needs for that. */
export interface DeliveryDestination {
  readonly destination: firehose.IDestination;
  readonly role: iam.Role;
  readonly logGroup: logs.LogGroup;
}

/** Makes the role that may deliver and the log group for errors. The policy of the role is there before the delivery stream, which tries it. */
export function deliveryDestination(
  scope: Construct, bucket: s3.Bucket, key: kms.IKey, removalPolicy: RemovalPolicy, settings: DeliverySettings,
): DeliveryDestination {
  const { format, prefix, partitioning, transform, backsUpAll, bufferingInterval, bufferingSize } = settings;
  const logGroup = new logs.LogGroup(scope, 'LogGroup', { retention: logs.RetentionDays.ONE_MONTH, encryptionKey: key, removalPolicy });
  const logStream = (id: string) => new logs.LogStream(scope, id, { logGroup, removalPolicy });
  const deliveryLog = logStream('DeliveryLog');
  const backupLog = backsUpAll ? logStream('BackupLog') : undefined;

  const role = new iam.Role(scope, 'DeliveryRole', { assumedBy: firehosePrincipal(), description: `Lets ${pathOf(scope)} deliver to its bucket` });
  const policies = [
    ...mayWriteObjects(bucket),
    mayEncryptObjects(key, bucket),
    mayLog(logGroup, backupLog ? [deliveryLog, backupLog] : [deliveryLog]),
    ...(transform ? [mayTransform(transform.fn)] : []),
    ...format._statements(Stack.of(scope)),
  ].map((statement) => role.addToPrincipalPolicy(statement).policyDependable!);

  const bufferingHints = { intervalInSeconds: bufferingInterval.toSeconds(), sizeInMBs: bufferingSize.toMebibytes() };
  const common = { bucketArn: bucket.bucketArn, roleArn: role.roleArn, errorOutputPrefix: ERRORS };
  const loggingTo = ({ logStreamName }: logs.LogStream) => ({ enabled: true, logGroupName: logGroup.logGroupName, logStreamName });
  const processors = [
    ...(transform ? [transformProcessor(transform, role)] : []),
    ...(partitioning?._processors() ?? []),
    ...format._processors(),
  ];
  const extendedS3DestinationConfiguration: firehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty = {
    ...common,
    ...format._configuration(role),
    prefix: dataPrefix(prefix, partitioning),
    bufferingHints,
    cloudWatchLoggingOptions: loggingTo(deliveryLog),
    processingConfiguration: processors.length === 0 ? undefined : { enabled: true, processors },
    dynamicPartitioningConfiguration: partitioning?._configuration(),
    s3BackupMode: backsUpAll ? 'Enabled' : 'Disabled',
    s3BackupConfiguration: backupLog && {
      ...common,
      prefix: BACKUP,
      compressionFormat: 'GZIP',
      bufferingHints,
      cloudWatchLoggingOptions: loggingTo(backupLog),
    },
  };
  return { destination: { bind: () => ({ extendedS3DestinationConfiguration, dependables: policies }) }, role, logGroup };
}
