import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ApiAuth, ApiGatewayAccount, ConsumedStream, QueueWithDlq, RouteTarget, ServerlessApi, StreamConsumer, TableAccess } from 'cdk-keel';

/** Notes of users: most in one function, some routes in others, two without a function. */
export function notesApi(stack: Stack, users: cognito.IUserPool, order: sfn.IStateMachine, indexer: lambda.IFunction): ServerlessApi {
  const code = lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
  const api = new ServerlessApi(stack, 'Notes', {
    code,
    handler: 'index.handler',
    auth: ApiAuth.cognito(users, { scopes: [cognito.OAuthScope.custom('notes/read'), cognito.OAuthScope.custom('notes/write')] }),
    corsOrigin: 'https://notes.example.com',
    partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    tableStream: dynamodb.StreamViewType.NEW_IMAGE,
  });
  // Once for the account and Region, before the first API.
  api.stage.node.addDependency(new ApiGatewayAccount(stack, 'ApiGateway'));

  const reader = api.addFunction('Reader', { code, handler: 'index.handler', tableAccess: TableAccess.READ });
  api.addRoute('GET', '/notes/{id}', RouteTarget.function(reader));
  api.addRoute('POST', '/orders', RouteTarget.startWorkflow(order));
  api.addRoute('POST', '/jobs', RouteTarget.sendTo(new QueueWithDlq(stack, 'Jobs').queue));
  api.addRoute('GET', '/health', RouteTarget.function(reader), { auth: ApiAuth.publicAccess() });
  new StreamConsumer(stack, 'Index', { source: ConsumedStream.table(api.table), fn: indexer });
  return api;
}
