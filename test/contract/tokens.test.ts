import { App, Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import {
  AlarmSet, ApiAuth, CognitoUserPool, ContainerSource, EmrApplication, EmrCluster, FargateService, Fifo, Ingress, QueueWithDlq, RouteTarget,
  ServerlessApi, ServerlessApiProps, ServiceNetwork, Severity, StepFunctionsWorkflow,
} from '../../src';

const TOKEN = Aws.STACK_NAME;

const stack = () => new Stack(new App(), 'Shop');
const CODE = { code: lambda.Code.fromInline('-'), handler: 'index.handler', auth: ApiAuth.iam() };
const api = (props: Partial<ServerlessApiProps> = {}) => new ServerlessApi(stack(), 'Api', { ...CODE, ...props });
const service = (props: { environment?: { [name: string]: string }; cidr?: string }) => new FargateService(stack(), 'Web', {
  image: ContainerSource.registry('public.ecr.aws/shop/web:1', props), ingress: Ingress.none(), network: ServiceNetwork.natGateways(props),
});
const cluster = () => new EmrCluster(stack(), 'Cluster', { applications: [EmrApplication.SPARK] });
const workflow = (definitionSubstitutions: { [name: string]: string }) => new StepFunctionsWorkflow(stack(), 'Flow', {
  definition: sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}'), definitionSubstitutions,
});
const alarmSet = (key: string) => new AlarmSet(stack(), 'Alarms', {
  definitions: [{
    key, metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Orders' }), threshold: 1, severity: Severity.WARNING, meaning: 'No orders.', firstStep: 'look',
  }],
  runbook: 'shop',
});

// The CDK has an error of its own for these, at times only when the template is written, but for the variable of a container.
test.each<[string, () => unknown, string]>([
  ['the key of an alarm', () => alarmSet(TOKEN), "'definitions.key' must be known at synth, because it is the id of the alarm, but got a token"],
  ['the name of a FIFO queue', () => new QueueWithDlq(stack(), 'Jobs', { fifo: Fifo.highThroughput(), queueName: TOKEN }),
    "'queueName' must be known at synth, because the names of FIFO queues must end in '.fifo', but got a token"],
  ['the name of a group', () => new CognitoUserPool(stack(), 'Users').addGroup(TOKEN), "'name' must be known at synth, because a logical id follows from it, but got a token"],
  ['the path of a route', () => api().addRoute('GET', `/${TOKEN}`, RouteTarget.function(lambda.Function.fromFunctionName(stack(), 'Fn', 'fn'))),
    "'path' must be known at synth, because logical ids follow from it, but got a token"],
  ['the name of a variable of a function', () => api({ environment: { [TOKEN]: '1' } }), "'environment' must have names that are known at synth"],
  ['both keys of a table, the same', () => api({
    partitionKey: { name: TOKEN, type: dynamodb.AttributeType.STRING }, sortKey: { name: TOKEN, type: dynamodb.AttributeType.NUMBER },
  }), "'sortKey' must be another attribute than the partition key"],
  ['the name of a variable of a container', () => service({ environment: { [TOKEN]: '1' } }), "'image.environment' must have names that are known at synth"],
  ['the range of a VPC', () => service({ cidr: TOKEN }), "'network.cidr' must be known at synth, because it is divided into subnets, but got a token"],
  ['the name of a setting', () => cluster().addConfiguration({ classification: 'spark-env', configurations: [{ classification: 'export', properties: { [TOKEN]: '1' } }] }),
    "'properties' must have names that are known at synth"],
  ['what is substituted in a definition', () => workflow({ [TOKEN]: '1' }), "'definitionSubstitutions' must have names that are known at synth"],
])('%s is refused as a token', (_what, make, message) => {
  expect(make).toThrow(message);
});

test('a standard queue may have the name that a parameter gives it', () => {
  const shop = stack();
  new QueueWithDlq(shop, 'Jobs', { queueName: new CfnParameter(shop, 'Name').valueAsString });
  Template.fromStack(shop).hasResourceProperties('AWS::SQS::Queue', { QueueName: { Ref: 'Name' } });
});
