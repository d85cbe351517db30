import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { peer } from '../peer';

const { KinesisStreamsToLambda } = peer('aws-kinesisstreams-lambda');

export function build(stack: Stack, id: string): void {
  new KinesisStreamsToLambda(stack, id, {
    lambdaFunctionProps: { code: lambda.Code.fromInline('-'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X },
  });
}
