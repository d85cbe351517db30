import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Wiring } from './wiring';

const machineOf = (stack: Stack, start: sfn.IChainable, more: Partial<sfn.StateMachineProps> = {}) => (
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(start), ...more })
);
const nothing = (stack: Stack, type = sfn.StateMachineType.STANDARD) => new sfn.StateMachine(stack, 'Nothing', {
  stateMachineType: type, definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Pass')),
});
const key = (stack: Stack, id = 'Key') => new kms.Key(stack, id);
const table = (stack: Stack, encryptionKey?: kms.IKey) => new dynamodb.Table(stack, 'Table', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, encryptionKey,
});
const message = sfn.TaskInput.fromText('message');
const item = { id: tasks.DynamoAttributeValue.fromString('1') };

export const WORKFLOWS: Wiring[] = [
  {
    name: 'a state machine to a queue with a key, a topic, a function, a table and another state machine',
    build: (stack) => {
      const called = new lambda.Function(stack, 'Function', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
      });
      const queue = new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key(stack) });
      const topic = new sns.Topic(stack, 'Topic');
      const written = table(stack);
      const ask = new tasks.SqsSendMessage(stack, 'Ask', {
        queue, messageBody: sfn.TaskInput.fromJsonPathAt('$$.Task.Token'), integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      });
      const failed = new sfn.Fail(stack, 'Failed');
      machineOf(stack, new sfn.Parallel(stack, 'Both')
        .branch(ask.addCatch(new sfn.Pass(stack, 'Unanswered')))
        .branch(new tasks.SnsPublish(stack, 'Tell', { topic, message }))
        .next(new sfn.Map(stack, 'Each').itemProcessor(new tasks.DynamoPutItem(stack, 'Put', { table: written, item })
          .next(new tasks.DynamoGetItem(stack, 'Get', { table: written, key: item }))))
        .next(new tasks.LambdaInvoke(stack, 'Invoke', { lambdaFunction: called }))
        .next(tasks.LambdaInvoke.jsonata(stack, 'InvokeByJsonata', { lambdaFunction: called.currentVersion }))
        .next(new tasks.CallAwsService(stack, 'Call', {
          service: 'sns', action: 'publish', parameters: { TopicArn: topic.topicArn, Message: 'late' }, iamResources: [topic.topicArn],
        }))
        .next(new tasks.StepFunctionsStartExecution(stack, 'Start', { stateMachine: nothing(stack) }))
        .next(new sfn.Choice(stack, 'Late?').when(sfn.Condition.isPresent('$.late'), failed).otherwise(new sfn.Succeed(stack, 'Done'))));
    },
  },
  {
    name: 'a state machine to a topic with a key',
    build: (stack) => {
      machineOf(stack, new tasks.SnsPublish(stack, 'Tell', { topic: new sns.Topic(stack, 'Topic', { masterKey: key(stack) }), message }));
    },
    defects: { 'KEEL-SFN-TASK-02 MachineRole': 'the task grants no use of the key: https://github.com/aws/aws-cdk/issues/32303' },
  },
  {
    name: 'a state machine to a table with a key',
    build: (stack) => { machineOf(stack, new tasks.DynamoPutItem(stack, 'Put', { table: table(stack, key(stack)), item })); },
    defects: { 'KEEL-SFN-TASK-02 MachineRole': 'the task grants no use of the key, which writing takes: https://github.com/aws/aws-cdk/issues/10010' },
  },
  {
    name: 'a state machine that waits for another, and for a batch job',
    build: (stack) => {
      const integrationPattern = sfn.IntegrationPattern.RUN_JOB;
      machineOf(stack, new tasks.StepFunctionsStartExecution(stack, 'Start', { stateMachine: nothing(stack), integrationPattern })
        .next(new tasks.BatchSubmitJob(stack, 'Submit', {
          jobName: 'report',
          jobDefinitionArn: stack.formatArn({ service: 'batch', resource: 'job-definition', resourceName: 'report' }),
          jobQueueArn: stack.formatArn({ service: 'batch', resource: 'job-queue', resourceName: 'reports' }),
        })));
    },
  },
  {
    name: 'a state machine with a name, a key and logs',
    build: (stack) => {
      machineOf(stack, new sfn.Pass(stack, 'Pass'), {
        stateMachineName: 'orders',
        encryptionConfiguration: new sfn.CustomerManagedEncryptionConfiguration(key(stack)),
        logs: { destination: new logs.LogGroup(stack, 'Logs'), level: sfn.LogLevel.ALL },
      });
    },
  },
  {
    name: 'a state machine with a key and no name',
    build: (stack) => {
      machineOf(stack, new sfn.Pass(stack, 'Pass'), { encryptionConfiguration: new sfn.CustomerManagedEncryptionConfiguration(key(stack)) });
    },
    defects: { 'KEEL-SFN-KEY-01 MachineRole': 'the role may use the key for a state machine whose name is empty, and for no other' },
  },
  {
    name: 'a REST API to a queue and to state machines',
    build: (stack) => {
      const queue = new sqs.Queue(stack, 'Queue');
      const credentialsRole = new iam.Role(stack, 'ApiRole', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
      queue.grantSendMessages(credentialsRole);
      const api = new apigateway.RestApi(stack, 'Api', {
        deployOptions: {
          accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(stack, 'AccessLogs')),
          accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
        },
      });
      api.root.addMethod('POST', new apigateway.AwsIntegration({
        service: 'sqs',
        path: `${stack.account}/${queue.queueName}`,
        options: {
          credentialsRole,
          requestParameters: { 'integration.request.header.Content-Type': '\'application/x-www-form-urlencoded\'' },
          requestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' },
        },
      }));
      const stateMachine = nothing(stack, sfn.StateMachineType.EXPRESS);
      api.root.addResource('run').addMethod('POST', apigateway.StepFunctionsIntegration.startExecution(stateMachine));
    },
  },
  {
    name: 'an HTTP API to a queue and to a state machine',
    build: (stack) => {
      const api = new apigatewayv2.HttpApi(stack, 'Api', { createDefaultStage: false });
      const route = (path: string, integration: apigatewayv2.HttpRouteIntegration) => (
        api.addRoutes({ path, methods: [apigatewayv2.HttpMethod.POST], integration })
      );
      new apigatewayv2.HttpStage(stack, 'Stage', {
        httpApi: api,
        accessLogSettings: { destination: new apigatewayv2.LogGroupLogDestination(new logs.LogGroup(stack, 'AccessLogs')) },
      });
      route('/send', new integrations.HttpSqsIntegration('Send', { queue: new sqs.Queue(stack, 'Queue') }));
      route('/start', new integrations.HttpStepFunctionsIntegration('Start', { stateMachine: nothing(stack) }));
    },
  },
  {
    name: 'an HTTP API to a queue with a key',
    build: (stack) => {
      new apigatewayv2.HttpApi(stack, 'Api').addRoutes({
        path: '/send',
        methods: [apigatewayv2.HttpMethod.POST],
        integration: new integrations.HttpSqsIntegration('Send', { queue: new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key(stack) }) }),
      });
    },
    defects: { 'KEEL-API-SQS-02 ApiPOSTsendInvokeRole': 'the integration grants its role no use of the key' },
  },
];
