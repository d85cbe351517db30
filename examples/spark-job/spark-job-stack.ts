import { join } from 'path';
import { CfnOutput, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, EmrApplication, EmrCluster, EmrNodes, EmrRelease, EmrStep, FailureTarget } from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds clicks and reports. */
const removalPolicy = RemovalPolicy.DESTROY;

/** Counts by a Spark job how often each device was clicked on, when it is deployed. The cluster ends after an hour without work. */
export class SparkJobStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    const bucket = (name: string) => new s3.Bucket(this, name, {
      encryption: s3.BucketEncryption.S3_MANAGED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true, removalPolicy,
    });
    const clicks = bucket('Clicks');
    const reports = bucket('Reports');
    const job = new Asset(this, 'Job', { path: join(__dirname, 'job', 'clicks_per_device.py') });

    const spark = new EmrCluster(this, 'Spark', {
      applications: [EmrApplication.SPARK],
      release: EmrRelease.EMR_7_13_0,
      nodes: EmrNodes.fleets({
        task: { instanceTypes: ['m7g.2xlarge', 'm6g.2xlarge', 'r7g.2xlarge'].map((type) => new ec2.InstanceType(type)), spotUnits: 1 },
        scaling: { minimum: 2, maximum: 10, maximumCore: 2, maximumOnDemand: 2 },
      }),
      removalPolicy,
    });
    spark.grantRead(clicks, 'clicks/*');
    spark.grantWrite(reports, 'clicks-per-device/*');
    spark.notifyFailures(FailureTarget.topic(pages.topic));
    spark.addStep('ClicksPerDevice', EmrStep.spark(job.bucket, job.s3ObjectKey, {
      args: [clicks.s3UrlForObject('clicks/'), reports.s3UrlForObject('clicks-per-device/')],
    }));

    new CfnOutput(this, 'ClicksBucketName', { value: clicks.bucketName });
    new CfnOutput(this, 'ReportsBucketName', { value: reports.bucketName });
  }
}
