import { Duration, Stack } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { queue } from '../queue';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const stream = new kinesis.Stream(scope, 'Stream');
  const fn = new lambda.Function(scope, 'Function', {
    code: lambda.Code.fromInline('-'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
  });
  const failures = queue(scope, new kms.Key(scope, 'Key', { enableKeyRotation: true }));
  fn.addEventSource(new KinesisEventSource(stream, {
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(12),
    onFailure: new SqsDlq(failures),
  }));
  alarms(scope, {
    IteratorAge: [fn.metric('IteratorAge', { statistic: 'Maximum' }), 21_600_000],
    FailedBatch: [failures.metricApproximateNumberOfMessagesVisible(), 1],
  });
}
