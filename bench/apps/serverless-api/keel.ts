import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiAuth, ServerlessApi } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new ServerlessApi(stack, id, { code: lambda.Code.fromInline('-'), handler: 'index.handler', auth: ApiAuth.iam() });
}
