import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as emr from 'aws-cdk-lib/aws-emr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import {
  ApiAuth, ClientKind, CognitoUserPool, EmrApplication, EmrCluster, KinesisToFirehoseToS3, QueueWithDlq, ServerlessApi, ServiceNetwork, SnsSqsFanOut,
  StepFunctionsWorkflow,
} from '../src';
import { certificateIn, orderWorker, web } from './compute/services';
import { DONE } from './workflow/states';

const CODE = lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');

type Build = (stack: Stack) => void;

/** What the columns of a table of a page count. What is not to be had here, AWS Solutions Constructs, was counted by hand. */
const TABLES: readonly { readonly page: string; readonly nth?: number; readonly before?: Build; readonly after: Build }[] = [
  {
    page: 'queue-with-dlq',
    before: (stack) => { new sqs.Queue(stack, 'Orders', { deadLetterQueue: { queue: new sqs.Queue(stack, 'DeadLetters'), maxReceiveCount: 5 } }); },
    after: (stack) => { new QueueWithDlq(stack, 'Orders'); },
  },
  { page: 'sns-sqs-fan-out', after: (stack) => { new SnsSqsFanOut(stack, 'Orders').addQueue('Billing'); } },
  { page: 'kinesis-to-firehose-to-s3', after: (stack) => { new KinesisToFirehoseToS3(stack, 'Clicks'); } },
  {
    page: 'step-functions-workflow',
    after: (stack) => {
      new lambda.Function(stack, 'Function', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: CODE })
        .grantInvoke(new StepFunctionsWorkflow(stack, 'Order', { definition: DONE }).role);
    },
  },
  { page: 'serverless-api', after: (stack) => { new ServerlessApi(stack, 'Notes', { code: CODE, handler: 'index.handler', auth: ApiAuth.iam() }); } },
  {
    page: 'cognito-user-pool',
    before: (stack) => { new cognito.UserPool(stack, 'Users').addClient('Web'); },
    after: (stack) => { new CognitoUserPool(stack, 'Users').addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'] })); },
  },
  {
    page: 'fargate-service',
    before: (stack) => {
      new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
        certificate: certificateIn(stack), redirectHTTP: true, taskImageOptions: { image: ecs.ContainerImage.fromRegistry('shop/web'), containerPort: 8080 },
      });
    },
    after: (stack) => { web({ network: ServiceNetwork.natGateways() }, stack); },
  },
  {
    page: 'fargate-service',
    nth: 1,
    before: (stack) => { new patterns.QueueProcessingFargateService(stack, 'Worker', { image: ecs.ContainerImage.fromRegistry('shop/worker') }); },
    after: (stack) => { orderWorker({ network: ServiceNetwork.natGateways() }, stack); },
  },
  { page: 'emr-cluster', before: plainCluster, after: (stack) => { new EmrCluster(stack, 'Spark', { applications: [EmrApplication.SPARK] }); } },
];

/** A cluster as CloudFormation wants it at the least, in a VPC of its own. */
function plainCluster(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const instanceRole = new iam.Role(stack, 'InstanceRole', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const serviceRole = new iam.Role(stack, 'ServiceRole', { assumedBy: new iam.ServicePrincipal('elasticmapreduce.amazonaws.com') });
  new emr.CfnCluster(stack, 'Spark', {
    name: 'spark',
    releaseLabel: 'emr-7.14.0',
    applications: [{ name: 'Spark' }],
    instances: {
      masterInstanceGroup: { instanceType: 'm7g.xlarge', instanceCount: 1 },
      coreInstanceGroup: { instanceType: 'm7g.xlarge', instanceCount: 2 },
      ec2SubnetId: vpc.privateSubnets[0].subnetId,
    },
    jobFlowRole: new iam.InstanceProfile(stack, 'Profile', { role: instanceRole }).instanceProfileName,
    serviceRole: serviceRole.roleName,
    logUri: new s3.Bucket(stack, 'Logs').s3UrlForObject('logs/'),
  });
}

interface Counts { readonly resources: string; readonly alarms: string; readonly keys: string }

test.each(TABLES.map((table) => ({ nth: 0, ...table })))('table $nth of $page says how many resources, alarms and keys a migration makes', ({ page, nth, before, after }) => {
  const rows = readFileSync(join(__dirname, '..', 'docs', 'constructs', `${page}.md`), 'utf8').split('## Migration')[1].split('\n');
  const said = (label: string, column: number) => rows.filter((row) => row.startsWith(`| ${label} |`))[nth]?.split('|').at(column)?.trim() ?? '';
  const column = (at: number): Counts => ({ resources: said('Resources', at), alarms: said('Alarms', at), keys: said('Customer-managed keys', at) });
  expect(column(-2)).toEqual(counted(after));
  if (before) expect(column(-3)).toEqual(counted(before));
});

function counted(build: Build): Counts {
  const stack = new Stack(new App({ context: { ...recommended, '@aws-cdk/core:annotationsInValidationReport': false } }), 'Shop');
  build(stack);
  const types = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  const count = (wanted: string) => `${types.filter((type) => type === wanted).length}`;
  return { resources: `${types.length}`, alarms: count('AWS::CloudWatch::Alarm'), keys: count('AWS::KMS::Key') };
}
