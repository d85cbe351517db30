import { CfnParameter } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Outside } from './outside';

/** The ARN under which something is imported, given the service and the resource. */
export type ArnOf = (scope: Construct, service: string, resource: string) => string;

/** ARNs of one account and Region. */
export function arnsIn(account: string, region: string): ArnOf {
  return (_, service, resource) => `arn:aws:${service}:${['iam', 's3'].includes(service) ? '' : region}:${service === 's3' ? '' : account}:${resource}`;
}

/** ARNs that are known at deployment only. */
export const arnOfParameter: ArnOf = (scope, service, resource) => (
  new CfnParameter(scope, `${service}${resource}`.replace(/\W/g, '')).valueAsString
);

/** What an app has imported, and connects to our constructs. */
export class Imported extends Outside {
  constructor(scope: Construct, id: string, private readonly arnOf: ArnOf) {
    super(scope, id);
  }

  public get fn(): lambda.IFunction {
    return this.import('Function', 'lambda', 'function:theirs', (id, arn) => lambda.Function.fromFunctionArn(this, id, arn));
  }

  public get role(): iam.IRole {
    return this.import('Role', 'iam', 'role/theirs', (id, arn) => iam.Role.fromRoleArn(this, id, arn));
  }

  public get bucket(): s3.IBucket {
    return this.import('Bucket', 's3', 'theirs', (id, arn) => s3.Bucket.fromBucketArn(this, id, arn));
  }

  public get stream(): firehose.IDeliveryStream {
    return this.import('Stream', 'firehose', 'deliverystream/theirs', (id, arn) => firehose.DeliveryStream.fromDeliveryStreamArn(this, id, arn));
  }

  public get key(): kms.IKey {
    return this.import('Key', 'kms', 'key/theirs', (id, arn) => kms.Key.fromKeyArn(this, id, arn));
  }

  public get source(): kinesis.IStream {
    const encryptionKey = this.key;
    return this.import('Source', 'kinesis', 'stream/theirs', (id, streamArn) => kinesis.Stream.fromStreamAttributes(this, id, { streamArn, encryptionKey }));
  }

  public get table(): dynamodb.ITable {
    const encryptionKey = this.key;
    return this.import('Table', 'dynamodb', 'table/theirs', (id, tableArn) => dynamodb.Table.fromTableAttributes(this, id, {
      tableArn, encryptionKey, tableStreamArn: this.arnOf(this, 'dynamodb', 'table/theirs/stream/1'),
    }));
  }

  public get userPool(): cognito.IUserPool {
    return this.import('UserPool', 'cognito-idp', 'userpool/eu-west-1_Theirs', (id, arn) => cognito.UserPool.fromUserPoolArn(this, id, arn));
  }

  public get queue(): sqs.IQueue {
    return this.import('Queue', 'sqs', 'theirs', (id, queueArn) => sqs.Queue.fromQueueAttributes(this, id, { queueArn, keyArn: this.key.keyArn }));
  }

  public get fifoQueue(): sqs.IQueue {
    return this.import('FifoQueue', 'sqs', 'theirs.fifo', (id, queueArn) => (
      sqs.Queue.fromQueueAttributes(this, id, { queueArn, keyArn: this.key.keyArn, fifo: true })
    ));
  }

  private import<Part extends Construct | object>(id: string, service: string, resource: string, as: (id: string, arn: string) => Part): Part {
    return this.once(id, () => as(id, this.arnOf(this, service, resource)) as any);
  }
}
