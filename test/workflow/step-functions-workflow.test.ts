import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { CALL, asl, definitionIn, DONE, rightsOf } from './states';
import { StepFunctionsWorkflow, WorkflowLogging } from '../../src';
import { keyStatements, policyOf, THIS_ACCOUNT } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const machine = () => Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'))[0].Properties;
const inThisRegion = (rest: string) => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest.split('|')[0], { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, rest.split('|')[1]]],
});
const ANY_STATE_MACHINE = inThisRegion(':states:|:stateMachine:*');
const LOGS_OF_THE_ACCOUNT = inThisRegion(':logs:|:*');

describe('defaults', () => {
  test('is a standard workflow that ends after an hour', () => {
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    expect(machine().StateMachineType).toBe('STANDARD');
    expect(definitionIn(stack).TimeoutSeconds).toBe(3600);
  });

  test('an express workflow ends after 5 minutes', () => {
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, stateMachineType: sfn.StateMachineType.EXPRESS });
    expect(definitionIn(stack).TimeoutSeconds).toBe(300);
  });

  test('logs every event without execution data, and traces', () => {
    const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    expect(machine().LoggingConfiguration).toEqual({
      Level: 'ALL',
      IncludeExecutionData: false,
      Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: stack.resolve(order.logGroup.logGroupArn) } }],
    });
    expect(machine().TracingConfiguration).toEqual({ Enabled: true });
  });

  test('keeps logs for a month, under a name that spares the resource policy and is taken by no other stack', () => {
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    const [{ Properties, DeletionPolicy }] = Object.values(Template.fromStack(stack).findResources('AWS::Logs::LogGroup'));
    const [prefix, unique] = Properties.LogGroupName['Fn::Join'][1];
    expect(prefix).toMatch(/^\/aws\/vendedlogs\/states\/Shop-Order-\w+-$/);
    expect(JSON.stringify(unique)).toContain('AWS::StackId');
    expect(Properties.RetentionInDays).toBe(30);
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test('has a name of its own in every place', () => {
    const names = [new Stack(new App(), 'Shop'), stack].map((one) => {
      new StepFunctionsWorkflow(one, 'First', { definition: DONE });
      return new StepFunctionsWorkflow(one, 'Second', { definition: DONE });
    }).flatMap((one) => Object.values(Template.fromStack(Stack.of(one)).findResources('AWS::Logs::LogGroup')).map(({ Properties }) => (
      Properties.LogGroupName['Fn::Join'][1][0]
    )));
    expect(new Set(names).size).toBe(2);
  });
});

describe('security', () => {
  test('encrypts executions, logs and dead letters with one key that rotates', () => {
    const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    const template = Template.fromStack(stack);
    const keyArn = stack.resolve(order.encryptionKey.keyArn);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    expect(machine().EncryptionConfiguration).toEqual({ Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: keyArn, KmsDataKeyReusePeriodSeconds: 300 });
    template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: keyArn });
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: keyArn });
  });

  test('encrypts with your key and makes none', () => {
    const key = new kms.Key(stack, 'Mine');
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, encryptionKey: key });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
    expect(machine().EncryptionConfiguration.KmsKeyId).toEqual(stack.resolve(key.keyArn));
  });

  test('its key lets in the delivery of logs, the logs of workflows, and dead letters of rules, each on a condition', () => {
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    expect(keyStatements(stack).slice(1)).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': LOGS_OF_THE_ACCOUNT } },
      },
      expect.objectContaining({
        Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': inThisRegion(':logs:|:log-group:/aws/vendedlogs/states/*') } },
      }),
      expect.objectContaining({
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { StringEquals: THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': inThisRegion(':events:|:rule/*') } },
      }),
    ]);
  });

  test('only state machines of this account have its role', () => {
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Principal: { Service: 'states.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': ANY_STATE_MACHINE } },
        }],
      },
    });
  });

  test('its role may encrypt executions and logs, and nothing else with the key', () => {
    const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    const Resource = stack.resolve(order.encryptionKey.keyArn);
    expect(rightsOf(stack, 'OrderRole').filter((statement) => JSON.stringify(statement.Action).includes('kms:'))).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource,
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': ANY_STATE_MACHINE } },
      },
      { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource, Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': LOGS_OF_THE_ACCOUNT } } },
    ]);
  });

  test('refuses plain HTTP for dead letters, and lets nobody send any before there is a rule', () => {
    const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    expect(policyOf(stack, order.deadLetterQueue)).toEqual([expect.objectContaining({ Effect: 'Deny' })]);
  });
});

describe('options', () => {
  test('sets what is asked for', () => {
    new StepFunctionsWorkflow(stack, 'Order', {
      definition: DONE,
      timeout: Duration.days(2),
      queryLanguage: sfn.QueryLanguage.JSONATA,
      logging: WorkflowLogging.fatalErrors({ includeExecutionData: true }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    expect(definitionIn(stack)).toMatchObject({ TimeoutSeconds: 172_800, QueryLanguage: 'JSONata' });
    expect(machine().LoggingConfiguration).toMatchObject({ Level: 'FATAL', IncludeExecutionData: true });
    Template.fromStack(stack).allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
  });

  test.each([
    ['all', WorkflowLogging.all(), 'ALL'], ['errors', WorkflowLogging.errors(), 'ERROR'], ['fatal errors', WorkflowLogging.fatalErrors(), 'FATAL'],
  ])('logs %s', (_name, logging, Level) => {
    new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, logging });
    expect(machine().LoggingConfiguration).toMatchObject({ Level, IncludeExecutionData: false });
  });
});

describe('rights', () => {
  let role: iam.Role;

  beforeEach(() => {
    role = new iam.Role(stack, 'Caller', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  });

  test('who starts a standard workflow needs no key', () => {
    const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
    order.grantStartExecution(role);
    expect(rightsOf(stack, 'Caller')).toEqual([
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: stack.resolve(order.stateMachine.stateMachineArn) },
    ]);
  });

  test('who starts an express workflow may wait for it, and decrypts what it answers', () => {
    const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, stateMachineType: sfn.StateMachineType.EXPRESS });
    order.grantStartExecution(role);
    expect(rightsOf(stack, 'Caller')).toEqual([
      expect.objectContaining({ Action: ['states:StartExecution', 'states:StartSyncExecution'] }),
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: stack.resolve(order.encryptionKey.keyArn) },
    ]);
  });
});

test('fails at synth when the app has taken the encryption away', () => {
  const order = new StepFunctionsWorkflow(stack, 'Order', { definition: DONE });
  (order.stateMachine.node.defaultChild as sfn.CfnStateMachine).encryptionConfiguration = undefined;
  expect(() => Template.fromStack(stack)).toThrow(/promises executions that are encrypted/);
});

test('takes a key to encrypted resources that a definition names by a text', () => {
  const key = new kms.Key(stack, 'Theirs');
  new StepFunctionsWorkflow(stack, 'Order', { definition: asl({ Call: CALL }) }).grantTaskKey(key);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: stack.resolve(key.keyArn) })]) },
  });
});
