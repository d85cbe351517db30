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

/**
 * US dollars a month in us-east-1, looked up on 2026-11-21 in stored copies, not on the live pages.
 * @see https://aws.amazon.com/kms/pricing/
 * @see https://aws.amazon.com/cloudwatch/pricing/
 * @see https://aws.amazon.com/kinesis/data-streams/pricing/
 * @see https://aws.amazon.com/fargate/pricing/
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 * @see https://aws.amazon.com/privatelink/pricing/
 * @see https://aws.amazon.com/vpc/pricing/
 */
const PRICES: Record<string, (properties: any) => number> = {
  'AWS::KMS::Key': () => 1.00,
  // For each metric that an alarm is on.
  'AWS::CloudWatch::Alarm': ({ Metrics = [{ MetricStat: {} }] }) => 0.10 * Metrics.filter((one: any) => one.MetricStat).length,
  // A gateway, and its public address, for 730 hours.
  'AWS::EC2::NatGateway': () => 0.045 * 730,
  'AWS::EC2::EIP': () => 0.005 * 730,
  // An on-demand stream for 730 hours.
  'AWS::Kinesis::Stream': () => 0.04 * 730,
  'AWS::EC2::VPCEndpoint': ({ VpcEndpointType, SubnetIds }) => VpcEndpointType === 'Interface' ? 0.01 * 730 * SubnetIds.length : 0,
  // With a public address in each zone.
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ Scheme, Subnets }) => 0.0225 * 730 + (Scheme === 'internal' ? 0 : 0.005 * 730 * Subnets.length),
  // Tasks of half a processor and 1 GiB.
  'AWS::ApplicationAutoScaling::ScalableTarget': ({ MinCapacity }) => MinCapacity * (0.5 * 0.04048 + 0.004445) * 730,
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
  ['EmrCluster', (stack: Stack) => { new EmrCluster(stack, 'It', { applications: [EmrApplication.SPARK] }); }],
  ['FargateService', (stack: Stack) => { web({ network: ServiceNetwork.natGateways() }, stack); }],
  ['ApiGatewayAccount', (stack: Stack) => { new ApiGatewayAccount(stack, 'It'); }],
  ['AlarmTopic', (stack: Stack) => { new AlarmTopic(stack, 'It'); }],
])('the README says how many alarms %s has and what it costs', (construct, build) => {
  const { alarms, price } = fixedPrice(build);
  const row = README.split('\n').find((line) => line.startsWith(`| \`${construct}\` |`))!;
  expect(row.split('|').slice(-3, -1).map((cell) => cell.trim())).toEqual([`${alarms}`, price]);
});

test.each([
  ['endpoints', (stack: Stack) => { web({ image: imageIn(stack), network: ServiceNetwork.endpoints() }, stack); }],
  ['a worker on an existing cluster', (stack: Stack) => { orderWorker({ network: ServiceNetwork.existingCluster(clusterIn(stack)) }, stack); }],
])('the page of FargateService says what it costs with %s', (_, build) => {
  expect(readFileSync(join(__dirname, '..', 'docs', 'constructs', 'fargate-service.md'), 'utf8')).toContain(fixedPrice(build).price);
});

test('the README says what each queue of a fan-out adds', () => {
  const { alarms, price } = fixedPrice((stack) => { new SnsSqsFanOut(stack, 'It').addQueue('Q'); });
  expect(README).toContain(`${alarms - 7} more alarms, $0.40`);
  expect(price).toBe('$2.10');
});
