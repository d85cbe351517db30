import { join } from 'path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { OrderStates } from './order-states';
import {
  AlarmRouting, AlarmTopic, ApiAuth, FailureTarget, QueueWithDlq, RouteTarget, ServerlessApi, StepFunctionsWorkflow, TableAccess,
} from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds orders. */
const removalPolicy = RemovalPolicy.DESTROY;

/** What API Gateway accepts as an order. */
const ORDER: apigateway.JsonSchema = {
  type: apigateway.JsonSchemaType.OBJECT,
  required: ['orderId', 'card', 'lines'],
  properties: {
    orderId: { type: apigateway.JsonSchemaType.STRING },
    card: { type: apigateway.JsonSchemaType.STRING },
    lines: {
      type: apigateway.JsonSchemaType.ARRAY,
      items: { type: apigateway.JsonSchemaType.OBJECT, required: ['item', 'price', 'quantity'] },
    },
  },
};

/**
 * An order comes through an API, or as an event, and a workflow takes it from payment to parcel. The administrator's queue is told of those that fail.
 * Before the first API of an account and Region there must be an `ApiGatewayAccount`, such as that of the stack NotesApi.
 */
export class OrderWorkflowStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    const code = lambda.Code.fromAsset(join(__dirname, 'code'));
    const api = new ServerlessApi(this, 'Api', { code, handler: 'orders.handler', auth: ApiAuth.iam(), removalPolicy });
    const steps = api.addFunction('Steps', { code, handler: 'steps.handler', tableAccess: TableAccess.READ_WRITE });

    const states = new OrderStates(this, 'States', { steps, table: api.table });
    const order = new StepFunctionsWorkflow(this, 'Order', {
      definition: sfn.DefinitionBody.fromChainable(states.first),
      timeout: Duration.minutes(15),
      removalPolicy,
    });
    const administrator = new QueueWithDlq(this, 'Administrator', { removalPolicy });
    order.notifyFailures(FailureTarget.queue(administrator.queue));

    api.addRoute('POST', '/orders', RouteTarget.startWorkflow(order.stateMachine), { requestSchema: ORDER });
    const shop = new iam.Role(this, 'Shop', { assumedBy: new iam.AccountRootPrincipal(), description: 'Orders, and nothing else' });
    shop.addToPolicy(new iam.PolicyStatement({
      actions: ['execute-api:Invoke'], resources: [api.restApi.arnForExecuteApi('POST', '/orders', api.stage.stageName)],
    }));
    order.startFromRule(
      new events.Rule(this, 'Ordered', { eventPattern: { source: ['shop'], detailType: ['Ordered'] } }),
      { input: events.RuleTargetInput.fromEventPath('$.detail') },
    );

    new CfnOutput(this, 'ApiId', { value: api.restApi.restApiId });
    new CfnOutput(this, 'ShopRoleArn', { value: shop.roleArn });
    new CfnOutput(this, 'StateMachineArn', { value: order.stateMachine.stateMachineArn });
    new CfnOutput(this, 'AdministratorQueueUrl', { value: administrator.queue.queueUrl });
    new CfnOutput(this, 'PagesTopicArn', { value: pages.topic.topicArn });
  }
}
