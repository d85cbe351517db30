import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiAuth, CognitoUserPool, ServerlessApi } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  const { userPool } = new CognitoUserPool(stack, `${id}Users`);
  new ServerlessApi(stack, id, { code: lambda.Code.fromInline('-'), handler: 'index.handler', auth: ApiAuth.cognito(userPool, { scopes: [cognito.OAuthScope.OPENID] }) });
}
