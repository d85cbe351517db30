import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ConsumedStream, StreamConsumer } from 'cdk-keel';

/** Each device's clicks in order, up to four devices of a shard at a time. */
export function enrichment(scope: Construct, clicks: kinesis.IStream, enrich: lambda.IFunction): StreamConsumer {
  return new StreamConsumer(scope, 'Enrich', { source: ConsumedStream.kinesis(clicks), fn: enrich, parallelizationFactor: 4, retryAttempts: 3 });
}
