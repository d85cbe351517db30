import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { watchedShop } from '../../examples/snippets/alarm-topic';
import { clickArchive } from '../../examples/snippets/kinesis-to-firehose-to-s3';
import { nightlyReport } from '../../examples/snippets/nightly-report';
import { notesApi } from '../../examples/snippets/notes-api';
import { notesSignIn } from '../../examples/snippets/notes-sign-in';
import { orderWorkflow } from '../../examples/snippets/order-workflow';
import { invoices } from '../../examples/snippets/queue-with-dlq';
import { orders } from '../../examples/snippets/sns-sqs-fan-out';
import { enrichment } from '../../examples/snippets/stream-consumer';
import { shop } from '../../examples/snippets/web-and-worker';
import { JsonObject } from '../../src/delivery/model/template';
import { AlarmRouting, AlarmTopic } from 'cdk-keel';

/** The example of each page of docs/constructs, by the name of the page, with what it needs besides. */
export const EXAMPLES: Record<string, (stack: Stack) => void> = {
  'queue-with-dlq': (stack) => {
    invoices(stack, functionIn(stack, 'Shop'), functionIn(stack, 'Invoice'), new iam.Role(stack, 'Operator', { assumedBy: new iam.AccountRootPrincipal() }));
  },
  'sns-sqs-fan-out': (stack) => { orders(stack, functionIn(stack, 'Checkout'), functionIn(stack, 'Bill')); },
  'alarm-topic': (stack) => { watchedShop(stack, functionIn(stack, 'Checkout')); },
  'kinesis-to-firehose-to-s3': (stack) => { clickArchive(stack, functionIn(stack, 'Anonymise'), functionIn(stack, 'Web')); },
  'stream-consumer': (stack) => {
    enrichment(stack, new kinesis.Stream(stack, 'Clicks', { streamMode: kinesis.StreamMode.ON_DEMAND }), functionIn(stack, 'EnrichFunction'));
  },
  'step-functions-workflow': (stack) => { orderWorkflow(stack, functionIn(stack, 'ChargeFunction'), pagesIn(stack)); },
  'serverless-api': (stack) => {
    const definitionBody = sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');
    notesApi(stack, new cognito.UserPool(stack, 'Users'), new sfn.StateMachine(stack, 'Order', { definitionBody }), functionIn(stack, 'Indexer'));
  },
  'cognito-user-pool': (stack) => { notesSignIn(stack, functionIn(stack, 'Welcome'), new s3.Bucket(stack, 'Attachments')); },
  'fargate-service': (stack) => {
    shop(stack, ecr.Repository.fromRepositoryName(stack, 'Images', 'shop'),
      acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:111111111111:certificate/shop'),
      secretsmanager.Secret.fromSecretNameV2(stack, 'ApiKey', 'api-key'));
  },
  'emr-cluster': (stack) => { nightlyReport(stack, new s3.Bucket(stack, 'Orders'), new s3.Bucket(stack, 'Programs'), pagesIn(stack)); },
};

/** The example as a template, with a topic for its alarms unless it has one. */
export function templateOf(name: string): JsonObject {
  const stack = new Stack(new App({ context: { 'aws:cdk:enable-path-metadata': true } }), 'Shop');
  EXAMPLES[name](stack);
  if (!stack.node.findAll().some((construct) => construct instanceof AlarmTopic)) pagesIn(stack);
  return Template.fromStack(stack).toJSON() as JsonObject;
}

function pagesIn(stack: Stack): AlarmTopic {
  const pages = new AlarmTopic(stack, 'Pages');
  AlarmRouting.of(stack).notify(pages.topic);
  return pages;
}

function functionIn(stack: Stack, id: string): lambda.IFunction {
  const code = lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });');
  return new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code });
}
