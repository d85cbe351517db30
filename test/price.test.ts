import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import {
  AlarmTopic, ApiAuth, ApiGatewayAccount, CognitoUserPool, ConsumedStream, EmrApplication, EmrCluster, KinesisToFirehoseToS3, QueueWithDlq,
  ServerlessApi, ServiceNetwork, SnsSqsFanOut, StepFunctionsWorkflow, StreamConsumer,
} from '../src';
import { clusterIn, imageIn, orderWorker, web } from './compute/services';
import { DONE } from './workflow/states';
import { fixedPrice, PRICED_ON } from '../bench/prices';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

function priceOf(build: (stack: Stack) => void): { alarms: number; price: string } {
  const stack = new Stack(new App(), 'Shop');
  build(stack);
  const template = Template.fromStack(stack);
  const count = (type: string) => Object.keys(template.findResources(type)).length;
  return { alarms: count('AWS::CloudWatch::Alarm'), price: `$${fixedPrice(Object.values(template.toJSON().Resources)).toFixed(2)}` };
}

test.each([
  ['QueueWithDlq', (stack: Stack) => { new QueueWithDlq(stack, 'It'); }],
  ['SnsSqsFanOut', (stack: Stack) => { new SnsSqsFanOut(stack, 'It'); }],
  ['KinesisToFirehoseToS3', (stack: Stack) => { new KinesisToFirehoseToS3(stack, 'It'); }],
  ['StepFunctionsWorkflow', (stack: Stack) => { new StepFunctionsWorkflow(stack, 'It', { definition: DONE }); }],
  ['StreamConsumer', (stack: Stack) => {
    const stream = kinesis.Stream.fromStreamArn(stack, 'Stream', 'arn:aws:kinesis:eu-west-1:111111111111:stream/clicks');
    new StreamConsumer(stack, 'It', { source: ConsumedStream.kinesis(stream), fn: lambda.Function.fromFunctionName(stack, 'Function', 'fn') });
  }],
  ['CognitoUserPool', (stack: Stack) => { new CognitoUserPool(stack, 'It'); }],
  ['ServerlessApi', (stack: Stack) => {
    new ServerlessApi(stack, 'It', { code: lambda.Code.fromInline('-'), handler: 'index.handler', auth: ApiAuth.iam() });
  }],
  ['EmrCluster', (stack: Stack) => { new EmrCluster(stack, 'It', { applications: [EmrApplication.SPARK] }); }],
  ['FargateService', (stack: Stack) => { web({ network: ServiceNetwork.natGateways() }, stack); }],
  ['ApiGatewayAccount', (stack: Stack) => { new ApiGatewayAccount(stack, 'It'); }],
  ['AlarmTopic', (stack: Stack) => { new AlarmTopic(stack, 'It'); }],
])('the README says how many alarms %s has and what it costs', (construct, build) => {
  const { alarms, price } = priceOf(build);
  const row = README.split('\n').find((line) => line.startsWith(`| \`${construct}\` |`))!;
  expect(row.split('|').slice(-4, -2).map((cell) => cell.trim())).toEqual([`${alarms}`, price]);
});

test.each([
  ['endpoints', (stack: Stack) => { web({ image: imageIn(stack), network: ServiceNetwork.endpoints() }, stack); }],
  ['a worker on an existing cluster', (stack: Stack) => { orderWorker({ network: ServiceNetwork.existingCluster(clusterIn(stack)) }, stack); }],
])('the page of FargateService says what it costs with %s', (_, build) => {
  expect(readFileSync(join(__dirname, '..', 'docs', 'constructs', 'fargate-service.md'), 'utf8')).toContain(priceOf(build).price);
});

test('the README says what each queue of a fan-out adds', () => {
  const { alarms, price } = priceOf((stack) => { new SnsSqsFanOut(stack, 'It').addQueue('Q'); });
  expect(README).toContain(`${alarms - 7} more alarms, $0.40`);
  expect(price).toBe('$2.10');
});

test('the README says when the prices were looked up', () => {
  expect(README).toContain(`looked up on ${PRICED_ON}`);
});
