import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Outside } from './outside';
import type { Subject } from './subjects';
import {
  ConsumedStream, DeliverySource, DynamicPartitioning, FilterPolicy, KinesisToFirehoseToS3, RecordBackup, RecordFormat, SnsSqsFanOut, StreamConsumer,
} from '../../src';

/** A KinesisToFirehoseToS3, with each of its sources. */
export const KINESIS_TO_FIREHOSE_TO_S3: Subject = {
  minimal: (scope, id) => new KinesisToFirehoseToS3(scope, id),
  full: {
    'everything on': (scope, id, outside) => {
      const made = new KinesisToFirehoseToS3(scope, id, {
        source: DeliverySource.provisionedStream(2, { retentionPeriod: Duration.days(7) }),
        format: RecordFormat.parquet({ databaseName: 'shop', tableName: 'clicks' }),
        prefix: 'clicks/',
        partitioning: DynamicPartitioning.byQuery({ device: '.device', kind: '.kind' }, { retryDuration: Duration.minutes(10) }),
        transform: { fn: outside.fn, retries: 5, bufferingInterval: Duration.seconds(30), bufferingSize: Size.mebibytes(2) },
        backup: RecordBackup.ALL_RECORDS,
        bufferingInterval: Duration.minutes(10),
        bufferingSize: Size.mebibytes(64),
        alarms: { IteratorAge: { threshold: 3_600_000 }, ReadThrottled: { enabled: false } },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      made.addVpcEndpoint('Producers', importedVpc(made), { privateDnsEnabled: false });
      return withProducer(made, outside);
    },
    'existing stream with own key': (scope, id, outside) => withProducer(new KinesisToFirehoseToS3(scope, id, {
      source: DeliverySource.existingStream(outside.source),
      encryptionKey: outside.key,
      partitioning: DynamicPartitioning.byTransform(['device']),
      transform: { fn: outside.fn },
    }), outside),
    'direct put': (scope, id, outside) => {
      const format = RecordFormat.snappy({ appendNewline: false });
      const made = new KinesisToFirehoseToS3(scope, id, { source: DeliverySource.directPut(), format });
      made.addVpcEndpoint('Producers', importedVpc(made));
      return withProducer(made, outside);
    },
    'topic': (scope, id, outside) => {
      const fanOut = new SnsSqsFanOut(outside, 'FanOut');
      return new KinesisToFirehoseToS3(scope, id, {
        source: DeliverySource.topic(fanOut, {
          filterPolicy: FilterPolicy.messageAttributes({ kind: sns.SubscriptionFilter.existsFilter() }), rawMessageDelivery: false,
        }),
        format: RecordFormat.orc({ databaseName: 'shop', tableName: 'orders' }),
      });
    },
  },
};

/** A StreamConsumer, with each kind of stream. */
export const STREAM_CONSUMER: Subject = {
  minimal: (scope, id, { source, fn }) => new StreamConsumer(scope, id, { source: ConsumedStream.kinesis(source), fn }),
  full: {
    'everything on': (scope, id, { source, fn }) => {
      const made = new StreamConsumer(scope, id, {
        source: ConsumedStream.kinesisWithEnhancedFanOut(source),
        fn,
        startingPosition: lambda.StartingPosition.LATEST,
        batchSize: 500,
        maxBatchingWindow: Duration.seconds(5),
        parallelizationFactor: 4,
        retryAttempts: 2,
        maxRecordAge: Duration.hours(6),
        tumblingWindow: Duration.minutes(1),
        filters: [lambda.FilterCriteria.filter({ data: { kind: lambda.FilterRule.isEqual('click') } })],
        alarms: { IteratorAge: { threshold: 60_000 } },
      });
      made.alarms.health();
      return made;
    },
    'table': (scope, id, { table, fn }) => new StreamConsumer(scope, id, { source: ConsumedStream.table(table), fn }),
  },
};

function importedVpc(scope: Construct): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-11111111',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-west-1a'],
    privateSubnetIds: ['subnet-11111111'],
    privateSubnetRouteTableIds: ['rtb-11111111'],
  });
}

function withProducer(made: KinesisToFirehoseToS3, { role }: Outside): KinesisToFirehoseToS3 {
  made.grantWrite(role);
  made.alarms.health();
  return made;
}
