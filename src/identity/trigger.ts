import { CfnResource, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { matches, Rule } from '../validation/check-props';
import { templateProperty } from '../validation/promise';
import { warn } from '../validation/warn';

/** How a function is called by a user pool, and what it may do to it. */
export interface TriggerOptions {
  /**
   * What the function may do to the pool, for example `cognito-idp:AdminAddUserToGroup`. The pool is named by `event.userPoolId`.
   *
   * @default - nothing
   */
  readonly userPoolActions?: string[];

  /**
   * The version of the event.
   *
   * @default - `V2_0` for `PRE_TOKEN_GENERATION_CONFIG`, where the function can change access tokens, and `V1_0` on the plan `LITE` and for all others
   */
  readonly lambdaVersion?: cognito.LambdaVersion;
}

const { PRE_TOKEN_GENERATION_CONFIG, CUSTOM_EMAIL_SENDER, CUSTOM_SMS_SENDER } = cognito.UserPoolOperation;
const CUSTOM_SENDERS = [CUSTOM_EMAIL_SENDER, CUSTOM_SMS_SENDER].map(({ operationName }) => operationName);

/** What a trigger must fulfil. */
export function triggerRules(
  operation: cognito.UserPoolOperation,
  { userPoolActions = [], lambdaVersion }: TriggerOptions,
  plan: cognito.FeaturePlan,
  taken: ReadonlySet<string>,
): Rule[] {
  const { operationName } = operation;
  const hasVersions = operationName === PRE_TOKEN_GENERATION_CONFIG.operationName;
  return [
    { prop: 'operation', value: operationName, holds: (name: string) => !taken.has(name), must: 'must be one that has no function yet' },
    {
      prop: 'operation',
      value: operationName,
      holds: (name: string) => !CUSTOM_SENDERS.includes(name),
      must: 'must not be a custom sender: those need a key that the pool is made with, so make a cognito.UserPool with customSenderKmsKey for that',
    },
    ...userPoolActions.map((action) => matches('userPoolActions', action, /^cognito-idp:[A-Za-z]+$/, 'be single actions such as cognito-idp:AdminGetUser')),
    {
      prop: 'lambdaVersion',
      value: lambdaVersion,
      holds: (version: string) => version === cognito.LambdaVersion.V1_0 || (hasVersions && plan !== cognito.FeaturePlan.LITE),
      must: hasVersions ? 'must be V1_0, because the plan LITE has no other: set plan to FeaturePlan.ESSENTIALS' : 'must be V1_0, or the operation PRE_TOKEN_GENERATION_CONFIG',
    },
  ];
}

/**
 * Lets the pool, and no other, invoke the function. The permission is made below the pool: below the function it would close a circle where they are in
 * different stacks.
 * @see https://github.com/aws/aws-cdk/issues/22315
 */
export function connectTrigger(
  pool: cognito.UserPool,
  operation: cognito.UserPoolOperation,
  fn: lambda.IFunction,
  options: TriggerOptions,
  plan: cognito.FeaturePlan,
): void {
  const { operationName } = operation;
  const title = operationName.charAt(0).toUpperCase() + operationName.slice(1);
  const hasVersions = operationName === PRE_TOKEN_GENERATION_CONFIG.operationName;
  const newest = plan === cognito.FeaturePlan.LITE ? cognito.LambdaVersion.V1_0 : cognito.LambdaVersion.V2_0;
  pool.addTrigger(operation, fn, options.lambdaVersion ?? (hasVersions ? newest : undefined));
  if (!pool.node.tryFindChild(`${title}Cognito`)) {
    warn(pool, 'cdk-keel:CognitoUserPool.functionPermission',
      `The policy of '${fn.node.path}' cannot be changed from here. Let its owner allow cognito-idp.amazonaws.com to invoke it for '${pool.node.path}'.`);
  }
  if (options.userPoolActions?.length) {
    grantPool(pool, `${title}Rights`, fn, options.userPoolActions);
  }
}

/**
 * In a policy of its own: the pool needs the function, and the function needs its role's default policy, which must not need the pool.
 * @see https://github.com/aws/aws-cdk/issues/7016
 */
function grantPool(pool: cognito.UserPool, id: string, fn: lambda.IFunction, actions: string[]): void {
  if (fn.role) {
    const rights = new iam.Policy(pool, id, { statements: [new iam.PolicyStatement({ actions, resources: [pool.userPoolArn] })] });
    fn.role.attachInlinePolicy(rights);
  } else {
    warn(pool, 'cdk-keel:CognitoUserPool.functionRole',
      `The function '${fn.node.path}' is imported without its role, so the role gets no right to ${actions.join(' and ')} on '${pool.node.path}'. Give it one.`);
  }
}

/** What to tell of triggers that need the pool, which needs them. */
export function circles(pool: cognito.UserPool, triggers: ReadonlyMap<string, lambda.IFunction>): string[] {
  return [...triggers].filter(([, fn]) => closesCircle(pool, fn)).map(([operation, { node }]) => (
    `'${node.path}' is the trigger ${operation} of '${pool.node.path}' and also refers to it, which is a circle that CloudFormation refuses: `
      + 'let it read event.userPoolId, and give it its rights with userPoolActions of addTrigger'
  ));
}

/** Does the function, or the policy that it waits for, need the pool that needs the function? */
function closesCircle(pool: cognito.UserPool, fn: lambda.IFunction): boolean {
  const poolId = Stack.of(pool).resolve((pool.node.defaultChild as CfnResource).logicalId);
  const needsPool = (part: IConstruct | undefined, property: string) => part !== undefined && CfnResource.isCfnResource(part.node.defaultChild)
    && Stack.of(part) === Stack.of(pool) && JSON.stringify(templateProperty(part, property) ?? null).includes(`"${poolId}"`);
  return needsPool(fn, 'Environment') || needsPool(fn.role?.node.tryFindChild('DefaultPolicy'), 'PolicyDocument');
}
