import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiAuth, ServerlessApi, ServerlessApiProps } from '../../src';

/** A function that answers every request with 200. */
export const FUNCTION = { code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'), handler: 'index.handler' };

/** An API in a stack of its own, for callers who sign their requests. */
export function notes(props: Partial<ServerlessApiProps> = {}): { stack: Stack; api: ServerlessApi } {
  const stack = new Stack(new App(), 'Shop');
  return { stack, api: new ServerlessApi(stack, 'Notes', { ...FUNCTION, auth: ApiAuth.iam(), ...props }) };
}

/** Users of a pool who have an access token with a scope. */
export function readers(stack: Stack): ApiAuth {
  return ApiAuth.cognito(new cognito.UserPool(stack, 'Pool'), { scopes: [cognito.OAuthScope.custom('notes/read')] });
}
