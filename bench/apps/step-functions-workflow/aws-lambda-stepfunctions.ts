import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { peer } from '../peer';

const { LambdaToStepfunctions } = peer('aws-lambda-stepfunctions');

export function build(stack: Stack, id: string): void {
  new LambdaToStepfunctions(stack, id, {
    lambdaFunctionProps: { code: lambda.Code.fromInline('-'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X },
    stateMachineProps: { definitionBody: sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}') },
  });
}
