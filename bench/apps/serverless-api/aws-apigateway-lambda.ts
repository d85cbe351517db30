import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { peer } from '../peer';

const { ApiGatewayToLambda } = peer('aws-apigateway-lambda');

export function build(stack: Stack, id: string): void {
  new ApiGatewayToLambda(stack, id, {
    lambdaFunctionProps: { code: lambda.Code.fromInline('-'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X },
    apiGatewayProps: { defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM } },
  });
}
