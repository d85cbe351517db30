import { Stack } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ConsumedStream, StreamConsumer } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  const stream = new kinesis.Stream(stack, `${id}Stream`);
  const fn = new lambda.Function(stack, `${id}Function`, {
    code: lambda.Code.fromInline('-'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
  });
  new StreamConsumer(stack, id, { source: ConsumedStream.kinesis(stream), fn });
}
