import { Duration, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { letLogsUse } from '../buckets';
import { failureQueue } from '../queue';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const key = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  letLogsUse(key);
  const destination = new logs.LogGroup(scope, 'LogGroup', {
    logGroupName: `/aws/vendedlogs/states/${id}`, encryptionKey: key, retention: logs.RetentionDays.ONE_MONTH,
  });
  const stateMachine = new sfn.StateMachine(scope, 'StateMachine', {
    definitionBody: sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}'),
    encryptionConfiguration: new sfn.CustomerManagedEncryptionConfiguration(key, Duration.minutes(5)),
    logs: { destination, level: sfn.LogLevel.ALL, includeExecutionData: false },
    timeout: Duration.hours(1),
    tracingEnabled: true,
  });
  const deadLetterQueue = failureQueue(scope, 'DeadLetterQueue', key);
  alarms(scope, {
    ExecutionsFailed: [stateMachine.metricFailed(), 1],
    ExecutionsTimedOut: [stateMachine.metricTimedOut(), 1],
    ExecutionThrottled: [stateMachine.metricThrottled(), 1],
    ExecutionTime: [stateMachine.metricTime({ statistic: 'p99' }), 2_880_000],
    ExecutionsAborted: [stateMachine.metricAborted(), 1],
    EventDeadLetter: [deadLetterQueue.metricApproximateNumberOfMessagesVisible(), 1],
    EventDeadLetterExpiry: [deadLetterQueue.metricApproximateAgeOfOldestMessage(), 907_200],
  });
}
