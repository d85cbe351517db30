import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { peer } from '../peer';

const { LambdaToDynamoDB } = peer('aws-lambda-dynamodb');

export function build(stack: Stack, id: string): void {
  new LambdaToDynamoDB(stack, id, {
    lambdaFunctionProps: { code: lambda.Code.fromInline('-'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X },
  });
}
