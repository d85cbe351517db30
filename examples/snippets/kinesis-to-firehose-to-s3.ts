import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { DeliverySource, DynamicPartitioning, KinesisToFirehoseToS3, RecordBackup } from 'cdk-keel';

/** Clicks from a web shop, without names, ordered by device; for a week also in the stream. */
export function clickArchive(scope: Construct, anonymise: lambda.IFunction, web: lambda.IFunction): KinesisToFirehoseToS3 {
  const clicks = new KinesisToFirehoseToS3(scope, 'Clicks', {
    source: DeliverySource.onDemandStream({ retentionPeriod: Duration.days(7) }),
    transform: { fn: anonymise },
    partitioning: DynamicPartitioning.byQuery({ device: '.device' }),
    backup: RecordBackup.ALL_RECORDS,
  });
  clicks.grantWrite(web);
  return clicks;
}
