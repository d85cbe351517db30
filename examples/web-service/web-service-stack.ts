import { join } from 'path';
import { CfnOutput, CfnParameter, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, ContainerSource, FargateService, Ingress, QueueWithDlq } from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds logs. */
const removalPolicy = RemovalPolicy.DESTROY;

/** What the web service needs of others. */
export interface WebServiceStackProps extends StackProps {
  /** Where orders go. */
  readonly orders: QueueWithDlq;
}

/** Takes orders on the web by HTTPS, and sends them to a queue. Each gets a receipt that is signed with a secret. */
export class WebServiceStack extends Stack {
  constructor(scope: Construct, id: string, { orders, ...props }: WebServiceStackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    const { valueAsString: certificateArn } = new CfnParameter(this, 'CertificateArn', { description: 'The certificate for the name of the shop' });
    const receiptKey = new secretsmanager.Secret(this, 'ReceiptKey', { description: 'Signs receipts of orders', removalPolicy });

    const web = new FargateService(this, 'Web', {
      image: ContainerSource.directory(join(__dirname, 'web'), { environment: { QUEUE_URL: orders.queue.queueUrl } }),
      ingress: Ingress.https(acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn), { healthCheckPath: '/health' }),
      removalPolicy,
    });
    web.addSecret('RECEIPT_KEY', receiptKey);
    web.scaleOnRequests(600);
    orders.grantSendMessages(web.taskDefinition.taskRole);

    new CfnOutput(this, 'LoadBalancerName', { value: web.loadBalancer!.loadBalancerDnsName });
  }
}
