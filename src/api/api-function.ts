import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { TableAccess } from './table-access';
import { AlarmOverride } from '../alarms/alarm-override';
import { knownDuration, knownNames, matches, Rule, seconds, wholeNumber } from '../validation/check-props';
import { pathOf } from '../validation/path-of';

/** The code of a function behind an API, and how it runs. */
export interface ApiFunctionProps {
  /** The code, for example `Code.fromAsset('notes')`. */
  readonly code: lambda.Code;

  /** Where the code begins: file and function, for example `index.handler`. */
  readonly handler: string;

  /**
   * What runs the code.
   *
   * @default - Node.js 24
   */
  readonly runtime?: lambda.Runtime;

  /**
   * How long an invocation may take: 1 to 28 whole seconds. API Gateway waits a second longer, 29 seconds at the most.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
   * @default - 10 seconds
   */
  readonly timeout?: Duration;

  /**
   * Memory in MiB, 128 to 10,240. Processor time comes with it.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * Environment variables. `TABLE_NAME`, and with `corsOrigin` also `CORS_ORIGIN`, are set by the construct.
   *
   * @default - none of your own
   */
  readonly environment?: { [name: string]: string };

  /**
   * Layers with libraries or extensions, 5 at the most.
   *
   * @default - none
   */
  readonly layers?: lambda.ILayerVersion[];
}

/** A function beside the one that answers everything else. */
export interface ApiFunctionOptions extends ApiFunctionProps {
  /**
   * What it may do with the table.
   *
   * @default TableAccess.READ_WRITE
   */
  readonly tableAccess?: TableAccess;

  /**
   * Changes to its alarms, by key: `FunctionErrors`, `FunctionThrottles`, `FunctionDuration`.
   *
   * @default - all three, with thresholds that follow from the timeout
   */
  readonly alarms?: { [key: string]: AlarmOverride };
}

/** The environment variables that the construct sets. */
export const OWN_VARIABLES = ['TABLE_NAME', 'CORS_ORIGIN'];

/** What the settings of a function must fulfil. */
export function functionRules(props: ApiFunctionProps): Rule[] {
  return [
    matches('handler', props.handler, /^\S{1,128}$/, 'be 1 to 128 characters without spaces'),
    {
      prop: 'timeout',
      value: seconds(props.timeout),
      holds: wholeNumber(1, 28),
      must: 'must be 1 to 28 whole seconds, because API Gateway waits 29 seconds at the most: start a workflow (RouteTarget.startWorkflow) for what takes longer',
    },
    knownDuration('timeout', props.timeout),
    { prop: 'memorySize', value: props.memorySize, holds: wholeNumber(128, 10_240), must: 'must be a whole number from 128 to 10,240 MiB' },
    knownNames('environment', props.environment),
    ...Object.keys(props.environment ?? {}).map((name): Rule => ({
      prop: 'environment',
      value: name,
      holds: () => !OWN_VARIABLES.includes(name),
      must: `must not set ${OWN_VARIABLES.join(' and ')}, which the construct sets`,
    })),
    ...Object.keys(props.environment ?? {}).map((name) => matches('environment', name, /^[A-Za-z]\w+$/,
      'have names of two or more letters, digits and underscores, that begin with a letter')),
    { prop: 'layers', value: props.layers?.length, holds: wholeNumber(0, 5), must: 'must be 5 layers at the most' },
  ];
}

/** How long an invocation may take. */
export function timeoutOf(props: ApiFunctionProps): Duration {
  return props.timeout ?? Duration.seconds(10);
}

/** What a function gets from its API. */
export interface FunctionSurroundings {
  readonly environment: { [name: string]: string };
  readonly key: kms.IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** A function with a role that may write its own log and traces, and nothing else yet. */
export function apiFunction(scope: Construct, props: ApiFunctionProps, { environment, key, removalPolicy }: FunctionSurroundings): lambda.Function {
  const logGroup = new logs.LogGroup(scope, 'LogGroup', { retention: logs.RetentionDays.ONE_MONTH, encryptionKey: key, removalPolicy });
  const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), description: `Function ${pathOf(scope)}` });
  role.addToPolicy(new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
  Validations.of(role.node.findChild('DefaultPolicy')).acknowledge(
    { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'The actions of X-Ray know no resources.' },
  );
  const fn = new lambda.Function(scope, 'Function', {
    code: props.code,
    handler: props.handler,
    runtime: props.runtime ?? lambda.Runtime.NODEJS_24_X,
    timeout: timeoutOf(props),
    memorySize: props.memorySize ?? 512,
    environment: { ...props.environment, ...environment },
    layers: props.layers,
    role,
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    tracing: lambda.Tracing.ACTIVE,
  });
  Validations.of(fn).acknowledge({
    id: 'Serverless-LambdaDLQ',
    reason: 'API Gateway waits for its answer: only asynchronous invocations can end in a dead-letter queue.',
  });
  return fn;
}
