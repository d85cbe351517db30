import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import {
  AlarmTopic, ApiAuth, ApiGatewayAccount, CognitoUserPool, ConsumedStream, KinesisToFirehoseToS3, QueueWithDlq, ServerlessApi, SnsSqsFanOut,
  StepFunctionsWorkflow, StreamConsumer,
} from '../src';
import { DONE } from './workflow/states';

/**
 * US dollars a month in us-east-1, looked up on 2026-11-21 in stored copies, not on the live pages.
 * @see https://aws.amazon.com/kms/pricing/
 * @see https://aws.amazon.com/cloudwatch/pricing/
 * @see https://aws.amazon.com/kinesis/data-streams/pricing/
 */
const PRICES: Record<string, (properties: any) => number> = {
  'AWS::KMS::Key': () => 1.00,
  // For each metric that an alarm is on.
  'AWS::CloudWatch::Alarm': ({ Metrics = [{ MetricStat: {} }] }) => 0.10 * Metrics.filter((one: any) => one.MetricStat).length,
  // An on-demand stream for 730 hours.
  'AWS::Kinesis::Stream': () => 0.04 * 730,
};

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

function fixedPrice(build: (stack: Stack) => void): { alarms: number; price: string } {
  const stack = new Stack(new App(), 'Shop');
  build(stack);
  const template = Template.fromStack(stack);
  const count = (type: string) => Object.keys(template.findResources(type)).length;
  const price = Object.entries(PRICES).flatMap(([type, dollars]) => (
    Object.values(template.findResources(type)).map(({ Properties }) => dollars(Properties))
  )).reduce((sum, dollars) => sum + dollars, 0);
  return { alarms: count('AWS::CloudWatch::Alarm'), price: `$${price.toFixed(2)}` };
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
  ['ApiGatewayAccount', (stack: Stack) => { new ApiGatewayAccount(stack, 'It'); }],
  ['AlarmTopic', (stack: Stack) => { new AlarmTopic(stack, 'It'); }],
])('the README says how many alarms %s has and what it costs', (construct, build) => {
  const { alarms, price } = fixedPrice(build);
  const row = README.split('\n').find((line) => line.startsWith(`| \`${construct}\` |`))!;
  expect(row.split('|').slice(-3, -1).map((cell) => cell.trim())).toEqual([`${alarms}`, price]);
});

test('the README says what each queue of a fan-out adds', () => {
  const { alarms, price } = fixedPrice((stack) => { new SnsSqsFanOut(stack, 'It').addQueue('Q'); });
  expect(README).toContain(`${alarms - 7} more alarms, $0.40`);
  expect(price).toBe('$2.10');
});
