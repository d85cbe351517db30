import { join } from 'path';
import { CfnOutput, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  AlarmRouting, AlarmTopic, ApiAuth, ApiGatewayAccount, ClientKind, CognitoUserPool, RouteTarget, ServerlessApi, SignInDomain, TableAccess,
} from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds users and notes. */
const removalPolicy = RemovalPolicy.DESTROY;

/** What API Gateway accepts as a note. */
const NOTE: apigateway.JsonSchema = {
  type: apigateway.JsonSchemaType.OBJECT,
  required: ['text'],
  properties: { text: { type: apigateway.JsonSchemaType.STRING, minLength: 1 } },
  additionalProperties: false,
};

/**
 * Users sign in to a web page and keep notes through an API; a program, and users of the group editors, may ask how many there are. Third parties have API keys.
 * The page itself gets AWS credentials: guests read what is published, users publish too and have attachments and drafts of their own.
 */
export class NotesApiStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    const users = new CognitoUserPool(this, 'Users', { removalPolicy });
    const domain = users.addDomain('Domain', SignInDomain.cognitoPrefix(`notes-${this.account}`));
    const notes = users.addResourceServer('NotesServer', { identifier: 'notes', scopes: { read: 'Read notes', write: 'Write notes' } });
    const readers = ApiAuth.cognito(users.userPool, { scopes: [notes.scope('read')] });
    const writers = ApiAuth.cognito(users.userPool, { scopes: [notes.scope('write')] });
    const web = users.addClient('Web', ClientKind.web({
      callbackUrls: ['https://notes.example.com/signed-in'],
      scopes: [cognito.OAuthScope.OPENID, notes.scope('read'), notes.scope('write')],
    }));
    const program = users.addClient('Program', ClientKind.machineToMachine({ scopes: [notes.scope('read')] }));

    const code = lambda.Code.fromAsset(join(__dirname, 'code'));
    const api = new ServerlessApi(this, 'Notes', {
      code,
      handler: 'notes.handler',
      auth: writers,
      apiKeyRequired: true,
      corsOrigin: 'https://notes.example.com',
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      removalPolicy,
    });
    // Once for the account and Region, before the first API.
    api.stage.node.addDependency(new ApiGatewayAccount(this, 'ApiGateway'));
    api.addRoute('POST', '/notes', RouteTarget.function(api.fn), { requestSchema: NOTE });
    api.addRoute('PUT', '/notes/{id}', RouteTarget.function(api.fn), { requestSchema: NOTE });
    api.addRoute('GET', '/notes', RouteTarget.function(api.fn), { auth: readers });
    api.addRoute('GET', '/notes/{id}', RouteTarget.function(api.fn), { auth: readers });
    const counter = api.addFunction('Counter', { code, handler: 'count.handler', tableAccess: TableAccess.READ });
    api.addRoute('GET', '/count', RouteTarget.function(counter), { auth: readers });
    const webKey = api.addApiKey('WebKey', api.addUsagePlan('OwnApps', { rateLimit: 50, burstLimit: 100 }));
    const trialKey = api.addApiKey('TrialKey', api.addUsagePlan('Trial', { rateLimit: 1 / 60, burstLimit: 5 }));

    const identities = users.addIdentityPool('Identities', { clients: [web], guestAccess: true, removalPolicy });
    const editors = users.addGroup('editors', { role: identities.addRole('Editors') });
    const published = this.bucket('Published');
    published.grantRead(identities.guestRole!);
    published.grantRead(identities.authenticatedRole);
    published.grantPut(identities.authenticatedRole);
    identities.grantOwnObjects(identities.authenticatedRole, this.bucket('Attachments', api));
    // The page keeps drafts with the notes, under the identity, which guests keep when they sign in.
    identities.grantOwnItems(identities.guestRole!, api.table);
    identities.grantOwnItems(identities.authenticatedRole, api.table);

    new CfnOutput(this, 'ApiId', { value: api.restApi.restApiId });
    new CfnOutput(this, 'TableName', { value: api.table.tableName });
    new CfnOutput(this, 'WebKeyId', { value: webKey.keyId });
    new CfnOutput(this, 'TrialKeyId', { value: trialKey.keyId });
    new CfnOutput(this, 'UserPoolId', { value: users.userPool.userPoolId });
    new CfnOutput(this, 'SignInUrl', { value: domain.baseUrl() });
    new CfnOutput(this, 'WebClientId', { value: web.client.userPoolClientId });
    new CfnOutput(this, 'ProgramClientId', { value: program.client.userPoolClientId });
    new CfnOutput(this, 'EditorsGroupName', { value: editors.groupName });
    new CfnOutput(this, 'IdentityPoolId', { value: identities.identityPoolId });
    new CfnOutput(this, 'PublishedBucketName', { value: published.bucketName });
    new CfnOutput(this, 'PagesTopicArn', { value: pages.topic.topicArn });
  }

  private bucket(id: string, { encryptionKey }: Partial<Pick<ServerlessApi, 'encryptionKey'>> = {}): s3.Bucket {
    return new s3.Bucket(this, id, {
      encryptionKey,
      bucketKeyEnabled: encryptionKey !== undefined,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy,
      autoDeleteObjects: true,
    });
  }
}
