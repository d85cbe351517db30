import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarms } from './alarms';

/** An encrypted queue for what failed, of plain L2s. */
export function failureQueue(scope: Construct, id: string, encryptionMasterKey: kms.IKey): sqs.Queue {
  return new sqs.Queue(scope, id, {
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    receiveMessageWaitTime: Duration.seconds(20),
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}

/** An encrypted queue with its dead-letter queue and alarms, of plain L2s. */
export function queue(scope: Construct, encryptionMasterKey: kms.IKey): sqs.Queue {
  const deadLetterQueue = failureQueue(scope, 'DeadLetterQueue', encryptionMasterKey);
  const made = new sqs.Queue(scope, 'Queue', {
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey,
    enforceSSL: true,
    maxMessageSizeBytes: 1_048_576,
    visibilityTimeout: Duration.seconds(30),
    retentionPeriod: Duration.days(4),
    receiveMessageWaitTime: Duration.seconds(20),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 },
    redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  alarms(scope, {
    OldestMessageAge: [made.metricApproximateAgeOfOldestMessage(), 300],
    InFlight: [made.metricApproximateNumberOfMessagesNotVisible(), 108_000],
    DeadLetter: [deadLetterQueue.metricApproximateNumberOfMessagesVisible(), 1],
    DeadLetterExpiry: [deadLetterQueue.metricApproximateAgeOfOldestMessage(), 648_000],
  });
  return made;
}
