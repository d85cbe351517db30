import { Stack } from 'aws-cdk-lib';
import { Outside } from '../outside';
import { FLAGS, newApp, synthesized, Variant, VARIANTS } from '../specimen';
import { ResourceJson, TemplateJson, templatesOf } from '../template';

/** Where and why a construct does what constructs otherwise do not. Each must really happen. */
interface Exception {
  readonly variant: RegExp;
  readonly what: string;
  readonly because: string;
}

const FULL_QUEUE = /^QueueWithDlq, everything on/;
const FULL_FAN_OUT = /^SnsSqsFanOut, everything on/;
const WORKFLOW = /^StepFunctionsWorkflow/;
const FULL_WORKFLOW = /^StepFunctionsWorkflow, everything on/;
const OTHER_WORKFLOWS = /^StepFunctionsWorkflow, (?!minimal)/;
const NOT_MINIMAL = /^(QueueWithDlq|SnsSqsFanOut), (?!minimal)/;

const PRODUCED = /^KinesisToFirehoseToS3, (everything on|existing stream|direct put)/;

const EMR = /^EmrCluster/;
const OTHER_EMR = /^EmrCluster, (?!minimal)/;

const API = /^ServerlessApi/;
const FULL_API = /^ServerlessApi, everything on/;
const OTHER_APIS = /^ServerlessApi, (?!minimal)/;

const NAMES: readonly Exception[] = [
  { variant: /^FargateService, everything on/, what: 'AWS::Route53::RecordSet.Name', because: 'Ingress.httpsDomain asks for it' },
  { variant: API, what: 'AWS::ApiGateway::RestApi.Name', because: 'CloudFormation demands it, and metrics go by it' },
  { variant: API, what: 'AWS::ApiGateway::Stage.StageName', because: 'CloudFormation demands it, and it is one within its API only' },
  { variant: OTHER_APIS, what: 'AWS::ApiGateway::Authorizer.Name', because: 'CloudFormation demands it, and it is one within its API only' },
  { variant: FULL_QUEUE, what: 'AWS::SQS::Queue.QueueName', because: 'the prop queueName asks for it' },
  { variant: /^SnsSqsFanOut, FIFO/, what: 'AWS::SNS::Topic.TopicName', because: 'CloudFormation makes no name that ends in .fifo' },
  { variant: /^SnsSqsFanOut, (?!minimal)/, what: 'AWS::Logs::LogGroup.LogGroupName', because: 'SNS finds these log groups by name' },
  { variant: /^CognitoUserPool, everything on/, what: 'AWS::Cognito::UserPoolResourceServer.Name', because: 'CloudFormation demands it, and it is one within its pool only' },
  { variant: EMR, what: 'AWS::EMR::Cluster.Name', because: 'CloudFormation demands it, and clusters may share one' },
  { variant: EMR, what: 'AWS::IAM::InstanceProfile.InstanceProfileName', because: 'EMR demands that it is the name of its role, which CloudFormation makes' },
  { variant: OTHER_EMR, what: 'AWS::EMR::Step.Name', because: 'CloudFormation demands it, and steps may share one' },
  { variant: WORKFLOW, what: 'AWS::Logs::LogGroup.LogGroupName', because: 'other prefixes use up the resource policy of CloudWatch Logs' },
];

const FUNCTIONS: readonly Exception[] = [
  { variant: API, what: 'AWS::Lambda::Function', because: 'its code is the app\'s' },
  { variant: FULL_FAN_OUT, what: 'AWS::Lambda::Function', because: 'CDK sets the notifications of a bucket (addBucket) through a function' },
  { variant: FULL_FAN_OUT, what: 'Custom::S3BucketNotifications', because: 'addBucket, as above' },
];

const CIDR_BLOCKS: Exception = {
  variant: /^KinesisToFirehoseToS3|^SnsSqsFanOut, everything on/,
  what: '@aws-cdk--aws-kinesisfirehose.CidrBlocks',
  because: 'CDK makes this mapping once for each stack with a delivery stream',
};

const ELSEWHERE: readonly Exception[] = [
  CIDR_BLOCKS,
  { variant: /^FargateService/, what: 'SubjectOutside/Given', because: 'the variant imports or makes it' },
  { variant: OTHER_APIS, what: 'SubjectOutside/Pool', because: 'the variant imports it' },
  { variant: FULL_API, what: 'SubjectOutside/Certificate', because: 'the variant imports it' },
  { variant: FULL_API, what: 'SubjectOutside/Layer', because: 'the variant imports it' },
  { variant: FULL_API, what: 'SubjectOutside/Machine', because: 'the variant imports it' },
  { variant: /^ServerlessApi, public/, what: 'SubjectOutside/Role/DefaultPolicy', because: 'grantTableAccess writes into the policy of the grantee' },
  { variant: OTHER_EMR, what: 'SubjectOutside/Vpc', because: 'the variant imports it' },
  { variant: /^CognitoIdentityPool/, what: 'SubjectOutside/Client', because: 'the variant makes it' },
  { variant: /^CognitoUserPool, everything on/, what: 'SubjectCertificate', because: 'the variant makes it' },
  { variant: /^StreamConsumer, /, what: 'SubjectOutside/Function/ServiceRole/DefaultPolicy', because: 'the role of the function reads the stream' },
  { variant: PRODUCED, what: 'SubjectOutside/Role/DefaultPolicy', because: 'grantWrite writes into the policy of the producer' },
  { variant: /^KinesisToFirehoseToS3, topic/, what: 'SubjectOutside/FanOut', because: 'the variant makes it' },
  { variant: NOT_MINIMAL, what: 'SubjectOutside/Role/DefaultPolicy', because: 'grantXxx writes into the policy of the grantee' },
  { variant: NOT_MINIMAL, what: 'SubjectOutside/Function/ServiceRole/DefaultPolicy', because: 'so does addConsumer' },
  { variant: NOT_MINIMAL, what: 'SubjectOutside/Function/Consume*', because: 'the function may be in another stack, and only that needs the queue' },
  { variant: FULL_FAN_OUT, what: 'SubjectOutside/Function/AllowInvoke*', because: 'a function holds who may invoke it' },
  { variant: FULL_FAN_OUT, what: 'SubjectOutside/Bucket/Notifications', because: 'a bucket holds its notifications' },
  { variant: FULL_FAN_OUT, what: 'BucketNotificationsHandler*', because: 'CDK makes this function once for each stack with addBucket' },
  { variant: OTHER_WORKFLOWS, what: 'SubjectOutside/Role/DefaultPolicy', because: 'grantStartExecution writes into the policy of the grantee' },
  { variant: OTHER_WORKFLOWS, what: 'SubjectOutside/Rule', because: 'the rule that starts it is the app\'s' },
  { variant: FULL_WORKFLOW, what: 'SubjectOutside/States', because: 'states are the app\'s' },
];

const FUNCTION_TYPE = /^AWS::Lambda::Function$|^Custom::|::CustomResource$/;

const PLACE = /\barn:aws|\b(af|ap|ca|cn|eu|il|me|mx|sa|us)(-gov|-iso\w?)?-[a-z]+-\d\b|\b\d{12}\b/;

/** By the subjects: with the account ids of these tests, a bucket, and where mail is sent from. */
const GIVEN = /\b(111111111111|222222222222)\b|^arn:aws:s3:::photos$|:ses:eu-west-1:/;

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  const without = templateWithout(flags);

  describe.each(VARIANTS)('$name', (variant) => {
    test('gives no physical names', () => {
      const names = resourcesOf(variant, flags).flatMap(({ Type, Properties = {} }) => (
        Object.keys(Properties).filter((property) => property === 'Name' || property === `${Type.split('::').at(-1)}Name`)
          .map((property) => `${Type}.${property}`)
      ));
      // The name of an inline policy is one within its role only, and CloudFormation demands it.
      expect(different(names.filter((name) => name !== 'AWS::IAM::Policy.PolicyName'))).toEqual(exceptions(NAMES, variant));
    });

    test('names no Region, no partition and no account but those that it was given', () => {
      const places = textsIn(resourcesOf(variant, flags)).filter((text) => PLACE.test(text) && !GIVEN.test(text));
      expect(different(places)).toEqual([]);
    });

    test('makes no functions and no custom resources', () => {
      const types = resourcesOf(variant, flags).map(({ Type }) => Type).filter((type) => FUNCTION_TYPE.test(type));
      expect(different(types)).toEqual(exceptions(FUNCTIONS, variant));
    });

    test('makes nothing outside itself', () => {
      const { construct: subject, made } = synthesized(variant, flags);
      const elsewhere = made
        .filter((construct) => construct !== subject && !made.includes(construct.node.scope!))
        .map(({ node }) => node.path.replace(/^Stack\//, '').replace(/(Consume|AllowInvoke|Handler)[^/]+$/, '$1*'));
      expect(different(elsewhere)).toEqual(exceptions(ELSEWHERE, variant));
    });

    test('adds nothing to the template but resources', () => {
      const { Mappings = {}, ...rest } = synthesized(variant, flags).template;
      expect({ ...rest, Resources: {} }).toEqual({ ...without, Resources: {} });
      expect(Object.keys(Mappings)).toHaveLength(exceptions([CIDR_BLOCKS], variant).length);
    });
  });
});

function resourcesOf(variant: Variant, flags: string): ResourceJson[] {
  return [...synthesized(variant, flags).resources.values()];
}

/** Every text below a value, keys too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** The same stack without our construct. */
function templateWithout(flags: string): TemplateJson {
  const app = newApp(FLAGS[flags]);
  new Outside(new Stack(app, 'Stack'), 'SubjectOutside');
  return templatesOf(app).get('Stack.template.json')!;
}

function exceptions(table: readonly Exception[], { name }: Variant): string[] {
  return different(table.filter(({ variant }) => variant.test(name)).map(({ what }) => what));
}

function different(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
