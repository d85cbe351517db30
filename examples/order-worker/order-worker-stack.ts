import { join } from 'path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, ContainerSource, FargateService, Ingress, QueueWithDlq, ServiceNetwork } from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds orders. */
const removalPolicy = RemovalPolicy.DESTROY;

/**
 * A container packs the orders of a queue, and notes in a table what it has packed. There are as many as the queue needs: none when there is nothing to pack.
 * They reach AWS by endpoints, and nothing else.
 */
export class OrderWorkerStack extends Stack {
  /** Where others send orders. */
  public readonly orders: QueueWithDlq;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    this.orders = new QueueWithDlq(this, 'Orders', { visibilityTimeout: Duration.minutes(2), maxReceiveCount: 3, removalPolicy });
    const packed = new dynamodb.Table(this, 'Packed', {
      partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.orders.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy,
    });

    const worker = new FargateService(this, 'Worker', {
      image: ContainerSource.directory(join(__dirname, 'worker'), { environment: { TABLE_NAME: packed.tableName } }),
      ingress: Ingress.none(),
      network: ServiceNetwork.endpoints(),
      maxTasks: 20,
      removalPolicy,
    });
    packed.grantWriteData(worker.taskDefinition.taskRole);
    worker.vpc.addGatewayEndpoint('DynamoDbEndpoint', { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB });
    worker.scaleOnQueue(this.orders, { acceptableLatency: Duration.minutes(5), processingTime: Duration.seconds(2) });
    worker.rollBackOn(this.orders.alarms.get('DeadLetter'));

    new CfnOutput(this, 'OrdersQueueUrl', { value: this.orders.queue.queueUrl });
    new CfnOutput(this, 'OrdersDeadLetterQueueUrl', { value: this.orders.deadLetterQueue.queueUrl });
    new CfnOutput(this, 'PackedTableName', { value: packed.tableName });
  }
}
