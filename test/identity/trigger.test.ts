import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CognitoUserPool, DeliveryChecks } from '../../src';
import { dependencyCycle } from '../contract/references';
import { warnings } from '../statements';

const { UserPoolOperation, LambdaVersion } = cognito;
const RIGHTS = { userPoolActions: ['cognito-idp:AdminAddUserToGroup'] };

let app: App;
let stack: Stack;
let users: CognitoUserPool;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Shop');
  users = new CognitoUserPool(stack, 'Users');
});

function functionIn(scope: Stack, environment: { [name: string]: string } = {}) {
  return new lambda.Function(scope, 'Function', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async (event) => event;'), environment,
  });
}

test('is invoked by this pool and no other', () => {
  users.addTrigger(UserPoolOperation.POST_CONFIRMATION, functionIn(stack));
  const template = Template.fromStack(stack);
  const poolArn = stack.resolve(users.userPool.userPoolArn);
  template.hasResourceProperties('AWS::Lambda::Permission', { Principal: 'cognito-idp.amazonaws.com', Action: 'lambda:InvokeFunction', SourceArn: poolArn });
  template.hasResourceProperties('AWS::Cognito::UserPool', { LambdaConfig: { PostConfirmation: {} } });
  expect(DeliveryChecks.findingsOf({ Shop: template.toJSON() }).map(({ ruleId }) => ruleId)).toEqual(['KEEL-ALARM-01', 'KEEL-ALARM-01']);
});

test('may do to the pool what is said, and nothing else, without a circle', () => {
  users.addTrigger(UserPoolOperation.POST_CONFIRMATION, functionIn(stack), RIGHTS);
  const template = Template.fromStack(stack);
  expect(Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties.PolicyDocument.Statement)).toEqual([[{
    Effect: 'Allow', Action: 'cognito-idp:AdminAddUserToGroup', Resource: stack.resolve(users.userPool.userPoolArn),
  }]]);
  expect(dependencyCycle(template.toJSON())).toEqual([]);
});

test.each(['the pool', 'the function'])('has no circle between two stacks, %s in the first', (first) => {
  const second = new Stack(app, 'Second');
  const [poolStack, functionStack] = first === 'the pool' ? [stack, second] : [second, stack];
  new CognitoUserPool(poolStack, 'Others').addTrigger(UserPoolOperation.PRE_SIGN_UP, functionIn(functionStack), RIGHTS);
  expect(() => app.synth()).not.toThrow();
  Template.fromStack(poolStack).resourceCountIs('AWS::Lambda::Permission', 1);
});

test.each([
  ['PRE_TOKEN_GENERATION_CONFIG', UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, undefined, { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } }],
  ['with a version', UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, LambdaVersion.V3_0, { PreTokenGenerationConfig: { LambdaVersion: 'V3_0' } }],
  ['PRE_AUTHENTICATION', UserPoolOperation.PRE_AUTHENTICATION, LambdaVersion.V1_0, { PreAuthentication: {} }],
])('gets events of its version: %s', (_, operation, lambdaVersion, LambdaConfig) => {
  users.addTrigger(operation, functionIn(stack), { lambdaVersion });
  Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', { LambdaConfig });
});

test('gets events of the first version on the plan LITE', () => {
  const cheap = new CognitoUserPool(stack, 'Cheap', { plan: cognito.FeaturePlan.LITE });
  cheap.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, functionIn(stack));
  Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPool', { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V1_0' } } });
  expect(() => cheap.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, functionIn(new Stack(app, 'Other')), { lambdaVersion: LambdaVersion.V2_0 }))
    .toThrow(/'lambdaVersion' must be V1_0, because the plan LITE has no other/);
});

describe('fails at synth where the function needs the pool that needs the function:', () => {
  test('in its environment', () => {
    users.addTrigger(UserPoolOperation.PRE_SIGN_UP, functionIn(stack, { POOL: users.userPool.userPoolId }));
    expect(() => Template.fromStack(stack)).toThrow(/'Shop\/Function' is the trigger preSignUp of 'Shop\/Users\/UserPool' and also refers to it, .* read event.userPoolId/);
  });

  test('in the policy that it waits for', () => {
    const fn = functionIn(stack);
    users.userPool.grant(fn, 'cognito-idp:AdminGetUser');
    users.addTrigger(UserPoolOperation.PRE_SIGN_UP, fn);
    expect(() => Template.fromStack(stack)).toThrow(/which is a circle that CloudFormation refuses: .* with userPoolActions of addTrigger/);
  });
});

describe('warns where a function is imported', () => {
  test('and its policy cannot be changed', () => {
    users.addTrigger(UserPoolOperation.PRE_SIGN_UP, lambda.Function.fromFunctionName(stack, 'Theirs', 'theirs'));
    const other = new CognitoUserPool(stack, 'Others');
    other.addTrigger(UserPoolOperation.PRE_SIGN_UP, lambda.Function.fromFunctionArn(stack, 'Foreign', 'arn:aws:lambda:eu-west-1:222222222222:function:theirs'));
    expect(warnings(stack).filter((warning) => /cdk-keel:CognitoUserPool.functionPermission/.test(warning)))
      .toEqual([expect.stringMatching(/'Shop\/Foreign' cannot be changed from here. Let its owner allow cognito-idp.amazonaws.com/)]);
  });

  test('without its role', () => {
    users.addTrigger(UserPoolOperation.PRE_SIGN_UP, lambda.Function.fromFunctionArn(stack, 'Theirs', 'arn:aws:lambda:eu-west-1:222222222222:function:theirs'), RIGHTS);
    expect(warnings(stack)).toContainEqual(expect.stringMatching(/gets no right to cognito-idp:AdminAddUserToGroup.*cdk-keel:CognitoUserPool.functionRole/));
  });
});

test('takes a version of a function', () => {
  users.addTrigger(UserPoolOperation.PRE_SIGN_UP, functionIn(stack).currentVersion, RIGHTS);
  expect(dependencyCycle(Template.fromStack(stack).toJSON())).toEqual([]);
});

test('takes a function with a role that is imported', () => {
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111111111111:role/theirs');
  const fn = lambda.Function.fromFunctionAttributes(stack, 'Theirs', {
    functionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:theirs', role, sameEnvironment: true,
  });
  users.addTrigger(UserPoolOperation.PRE_SIGN_UP, fn, RIGHTS);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['theirs'] });
});

test('fails for an operation that has a function, for a custom sender, for wide rights and for a version that there is not', () => {
  const fn = functionIn(stack);
  users.addTrigger(UserPoolOperation.PRE_SIGN_UP, fn);
  expect(() => users.addTrigger(UserPoolOperation.PRE_SIGN_UP, fn, { userPoolActions: ['cognito-idp:*'], lambdaVersion: LambdaVersion.V2_0 })).toThrow([
    'CognitoUserPool.addTrigger of \'Shop/Users\' got invalid values:',
    '  - \'operation\' must be one that has no function yet, but got preSignUp',
    '  - \'userPoolActions\' must be single actions such as cognito-idp:AdminGetUser, but got cognito-idp:*',
    '  - \'lambdaVersion\' must be V1_0, or the operation PRE_TOKEN_GENERATION_CONFIG, but got V2_0',
  ].join('\n'));
  expect(() => users.addTrigger(UserPoolOperation.CUSTOM_EMAIL_SENDER, fn)).toThrow(/'operation' must not be a custom sender: those need a key/);
});
