import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ApiGatewayAccount } from '../../src';
import { warnings } from '../statements';

const IRELAND = { env: { account: '111111111111', region: 'eu-west-1' } };
const FRANKFURT = { env: { account: '111111111111', region: 'eu-central-1' } };

test('API Gateway of the account has a role that may write logs, and keeps it', () => {
  const stack = new Stack(new App(), 'Account');
  const { role } = new ApiGatewayAccount(stack, 'ApiGateway');
  const template = Template.fromStack(stack);
  template.hasResource('AWS::ApiGateway::Account', {
    Properties: { CloudWatchRoleArn: stack.resolve(role.roleArn) }, UpdateReplacePolicy: 'Retain', DeletionPolicy: 'RetainExceptOnCreate',
  });
  template.hasResource('AWS::IAM::Role', {
    UpdateReplacePolicy: 'Retain',
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'apigateway.amazonaws.com' } }] },
      Policies: [{ PolicyName: 'WriteLogs', PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['logs:PutLogEvents']), Resource: '*' })] } }],
    },
  });
});

describe('a second one', () => {
  const pair = (first: object, second: object) => {
    const app = new App();
    new ApiGatewayAccount(new Stack(app, 'First', first), 'ApiGateway');
    const stack = new Stack(app, 'Second', second);
    new ApiGatewayAccount(stack, 'ApiGateway');
    return warnings(stack);
  };

  test('of the same account and Region is warned of', () => {
    expect(pair(IRELAND, IRELAND)).toEqual([expect.stringContaining("'First/ApiGateway' sets the same role of the same account and Region. Keep one of them.")]);
  });

  test('of another Region is not', () => {
    expect(pair(IRELAND, FRANKFURT)).toEqual([]);
  });

  test('is not where the account is known at deployment only', () => {
    expect(pair({}, {})).toEqual([]);
  });

  test('in the same stack is warned of', () => {
    const stack = new Stack(new App(), 'Account');
    new ApiGatewayAccount(stack, 'One');
    new ApiGatewayAccount(stack, 'Other');
    expect(warnings(stack)).toEqual([expect.stringContaining("'Account/One' sets the same role")]);
  });
});
