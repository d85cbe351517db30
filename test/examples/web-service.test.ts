import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OrderWorkerStack } from '../../examples/order-worker/order-worker-stack';
import { WebServiceStack } from '../../examples/web-service/web-service-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const APP = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong' } });
const WORKER = new OrderWorkerStack(APP, 'OrderWorker');
const TEMPLATE = Template.fromStack(new WebServiceStack(APP, 'WebService', { orders: WORKER.orders }));

test('everything arrives, and nothing is unknown', () => {
  const templates = { OrderWorker: Template.fromStack(WORKER).toJSON(), WebService: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('requests come by HTTPS with the certificate of whoever deploys, and those by HTTP are sent there for good', () => {
  TEMPLATE.hasParameter('CertificateArn', { Type: 'String' });
  TEMPLATE.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 443, Certificates: [{ CertificateArn: { Ref: 'CertificateArn' } }] });
  TEMPLATE.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    Port: 80, DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
  });
});

test('the program gets the key of the receipts as a secret, and not in its environment', () => {
  const [{ Properties: { ContainerDefinitions: [{ Environment, Secrets }] } }] = Object.values(TEMPLATE.findResources('AWS::ECS::TaskDefinition'));
  expect(Environment.map(({ Name }: any) => Name)).toEqual(['QUEUE_URL']);
  expect(Secrets).toEqual([{ Name: 'RECEIPT_KEY', ValueFrom: { Ref: expect.stringMatching(/^ReceiptKey/) } }]);
});

test('the program may send orders, and nothing else to the queue', () => {
  TEMPLATE.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'] })]) },
  });
});

test('nothing is left when the stack is removed', () => {
  const kept = Object.entries(TEMPLATE.toJSON().Resources).filter(([, { DeletionPolicy }]: any) => /^Retain/.test(DeletionPolicy));
  expect(kept.map(([logicalId]) => logicalId)).toEqual([]);
});

test('the template is the one that was reviewed', () => {
  expect(JSON.parse(JSON.stringify(TEMPLATE.toJSON().Resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
