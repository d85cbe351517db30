import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';

/**
 * The role of a function may have Lambda read the stream.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html
 */
export function mayConsumeStream(stream: kinesis.IStream): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
    resources: [stream.streamArn],
  });
}

/** The same through a consumer with a throughput of its own. */
export function maySubscribe(consumer: kinesis.IStreamConsumer): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['kinesis:SubscribeToShard'], resources: [consumer.streamConsumerArn] });
}

/**
 * The role of a function may have Lambda read the stream of the table.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export function mayConsumeTable(table: dynamodb.ITable): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [table.tableStreamArn!],
  });
}

/** It may decrypt what it reads there, through DynamoDB. */
export function mayDecryptTable(key: kms.IKey, table: dynamodb.ITable): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${table.env.region}.amazonaws.com` } },
  });
}
