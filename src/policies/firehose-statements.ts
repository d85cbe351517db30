import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Firehose, for delivery streams of this account: it names the account as the external id when it assumes a role.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesisfirehose-deliverystream.html
 */
export function firehosePrincipal(): iam.IPrincipal {
  return new iam.ServicePrincipal('firehose.amazonaws.com', { conditions: { StringEquals: { 'sts:ExternalId': Aws.ACCOUNT_ID } } });
}

/**
 * The role may read the stream.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
 */
export function mayReadStream(stream: kinesis.IStream): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kinesis:ListShards'],
    resources: [stream.streamArn],
  });
}

/** The role may decrypt this stream, through Kinesis, and nothing else under the key. */
export function mayDecryptStream(key: kms.IKey, stream: kinesis.IStream): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `kinesis.${stream.env.region}.amazonaws.com`,
        'kms:EncryptionContext:aws:kinesis:arn': stream.streamArn,
      },
    },
  });
}

/**
 * The role may write objects to the bucket, in parts too. It may delete none.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
 */
export function mayWriteObjects(bucket: s3.IBucket): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [bucket.bucketArn],
    }),
    new iam.PolicyStatement({
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      resources: [bucket.arnForObjects('*')],
    }),
  ];
}

/** The role may encrypt and decrypt objects of this bucket, through S3: with a bucket key the context is the bucket, otherwise the object. */
export function mayEncryptObjects(key: kms.IKey, bucket: s3.IBucket): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `s3.${bucket.env.region}.amazonaws.com` },
      StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket.bucketArn, bucket.arnForObjects('*')] },
    },
  });
}

/** The role may write to this log stream. */
export function mayLog(logGroup: logs.ILogGroup, logStreams: logs.LogStream[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['logs:PutLogEvents'],
    resources: logStreams.map(({ logStreamName }) => Stack.of(logGroup).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: `${logGroup.logGroupName}:log-stream:${logStreamName}`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })),
  });
}

/**
 * The role may invoke the function. Firehose may add the version, which is `$LATEST` where none is named.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
 */
export function mayTransform(fn: lambda.IFunction): iam.PolicyStatement {
  const isQualified = fn instanceof lambda.Alias || fn instanceof lambda.Version;
  return new iam.PolicyStatement({
    actions: ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'],
    resources: isQualified ? [fn.functionArn] : [fn.functionArn, `${fn.functionArn}:$LATEST`],
  });
}

/**
 * The role may read the schema of a table in the Glue catalog of this account and Region.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-glue
 */
export function mayReadSchema(stack: Stack, databaseName: string, tableName: string): iam.PolicyStatement {
  const arn = (resource: string, resourceName?: string) => stack.formatArn({ service: 'glue', resource, resourceName });
  return new iam.PolicyStatement({
    actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
    resources: [arn('catalog'), arn('database', databaseName), arn('table', `${databaseName}/${tableName}`)],
  });
}

/** Identities of this account may do this to one stream, through a VPC endpoint. What they may at all is up to their own policies. */
export function mayPassEndpoint(actions: string[], resourceArn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.AnyPrincipal()],
    actions,
    resources: [resourceArn],
    conditions: { StringEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID } },
  });
}
