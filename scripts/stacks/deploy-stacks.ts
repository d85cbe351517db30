import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  AlarmRouting, AlarmTopic, ApiAuth, ApiGatewayAccount, ClientKind, CognitoUserPool, ConsumedStream, KinesisToFirehoseToS3, QueueWithDlq,
  ServerlessApi, SnsSqsFanOut, StepFunctionsWorkflow, StreamConsumer,
} from 'cdk-keel';

const TENANTS = 10;

const CODE = lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });');

export function addStacks(app: App): void {
  for (let number = 1; number <= TENANTS; number += 1) new TenantStack(app, `Tenant${number}`);
  new DefaultsStack(app, 'Defaults');
}

/** A fan-out of its own for each tenant. */
class TenantStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    AlarmRouting.of(this).notify(new AlarmTopic(this, 'Pages').topic);
    const orders = new SnsSqsFanOut(this, 'Orders');
    orders.addQueue('Billing').addConsumer(fn(this, 'Biller'));
    const audit = orders.addQueue('Audit');

    new CfnOutput(this, 'OrdersTopicArn', { value: orders.topic.topicArn });
    new CfnOutput(this, 'AuditQueueUrl', { value: audit.queue.queueUrl });
  }
}

/** Every construct that needs no network, with its own removal policy. */
class DefaultsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    AlarmRouting.of(this).notify(new AlarmTopic(this, 'Pages').topic);
    new QueueWithDlq(this, 'Jobs').addConsumer(fn(this, 'Worker'));
    new SnsSqsFanOut(this, 'Orders').addQueue('Billing');
    const clicks = new KinesisToFirehoseToS3(this, 'Clicks');
    new StreamConsumer(this, 'Journeys', { source: ConsumedStream.kinesis(clicks.stream!), fn: fn(this, 'Tracker') });
    new StepFunctionsWorkflow(this, 'Refund', { definition: sfn.DefinitionBody.fromChainable(new sfn.Pass(this, 'Check')) });
    const users = new CognitoUserPool(this, 'Users');
    const web = users.addClient('Web', ClientKind.web({ callbackUrls: ['https://shop.example.com/signed-in'] }));
    users.addIdentityPool('Identities', { clients: [web] });
    const api = new ServerlessApi(this, 'Notes', {
      code: CODE, handler: 'index.handler', auth: ApiAuth.iam(), partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
    });
    api.stage.node.addDependency(new ApiGatewayAccount(this, 'ApiGateway'));
  }
}

/** Without a log group of the stack Lambda would make one, which is left when the stack is destroyed. */
function fn(scope: Construct, id: string): lambda.Function {
  const logGroup = new logs.LogGroup(scope, `${id}Log`, { removalPolicy: RemovalPolicy.DESTROY });
  return new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: CODE, logGroup });
}
