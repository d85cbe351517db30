import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ContainerSource, FargateService, Ingress, QueueWithDlq, ServiceNetwork } from 'cdk-keel';

/** A shop on the web, and a worker for its orders on the same cluster. */
export function shop(scope: Construct, images: ecr.IRepository, certificate: acm.ICertificate, apiKey: secretsmanager.ISecret): QueueWithDlq {
  const web = new FargateService(scope, 'Web', { image: ContainerSource.ecr(images, 'web-1.2.3'), ingress: Ingress.https(certificate) });
  web.addSecret('API_KEY', apiKey);

  const orders = new QueueWithDlq(scope, 'Orders', { visibilityTimeout: Duration.minutes(2) });
  orders.grantSendMessages(web.taskDefinition.taskRole);

  const worker = new FargateService(scope, 'Worker', {
    image: ContainerSource.ecr(images, 'worker-1.2.3'),
    ingress: Ingress.none(),
    network: ServiceNetwork.existingCluster(web.cluster),
    maxTasks: 50,
  });
  worker.scaleOnQueue(orders, { acceptableLatency: Duration.minutes(5), processingTime: Duration.seconds(2) });
  worker.rollBackOn(orders.alarms.get('DeadLetter'));
  return orders;
}
