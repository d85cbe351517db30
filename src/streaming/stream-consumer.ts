import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { consumerPropsRules, recordAgeSeconds, StreamConsumerProps } from './stream-consumer-props';
import { AlarmSet } from '../alarms/alarm-set';
import { streamConsumerAlarms } from '../alarms/stream-consumer-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { QueueWithDlq } from '../messaging/queue-with-dlq';
import { checkProps } from '../validation/check-props';
import { promise, templateProperty } from '../validation/promise';
import { warn } from '../validation/warn';

const FAILURE_RETENTION = Duration.days(13);

/**
 * A function that reads a Kinesis or DynamoDB stream in order, and never gets stuck on a record: what it cannot process is given up and reported.
 */
export class StreamConsumer extends Construct {
  /** How Lambda reads the stream. */
  public readonly mapping: lambda.EventSourceMapping;
  /** Gets a message for each batch that is given up, with shard and sequence numbers, and keeps it for 13 days. */
  public readonly failureQueue: QueueWithDlq;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    checkProps('StreamConsumer', scope, id, consumerPropsRules(scope, props));
    super(scope, id);

    const { fn } = props;
    const ageSeconds = recordAgeSeconds(props);
    // Nobody consumes the queue, so that the age of its messages says when they expire.
    this.failureQueue = new QueueWithDlq(this, 'FailureQueue', {
      retentionPeriod: FAILURE_RETENTION,
      alarms: { OldestMessageAge: { threshold: FAILURE_RETENTION.toSeconds() * 0.75 } },
      removalPolicy: props.removalPolicy,
    });
    const { arn, statements } = props.source._readable(this);
    const failureQueueArn = this.failureQueue.queue.queueArn;
    this.mapping = new lambda.EventSourceMapping(this, 'Mapping', {
      target: fn,
      eventSourceArn: arn,
      startingPosition: props.startingPosition ?? lambda.StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize ?? 100,
      maxBatchingWindow: props.maxBatchingWindow,
      parallelizationFactor: props.parallelizationFactor ?? 1,
      retryAttempts: props.retryAttempts ?? 5,
      maxRecordAge: Duration.seconds(ageSeconds),
      tumblingWindow: props.tumblingWindow,
      filters: props.filters,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failureQueueArn }) },
    });
    if (fn.role) {
      const policies = statements.map((statement) => fn.role!.addToPrincipalPolicy(statement).policyDependable);
      this.mapping.node.addDependency(...policies.filter((policy) => policy !== undefined));
      this.failureQueue.grantSendMessages(fn).applyBefore(this.mapping);
    } else {
      warn(this, 'cdk-keel:StreamConsumer.role',
        `The function '${fn.node.path}' is imported without its role, so the role gets no right to read the stream nor to report failures. Give it both.`);
    }
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'stream-consumer',
      overrides: props.alarms,
      definitions: streamConsumerAlarms(fn, this.failureQueue.queue, ageSeconds),
    });

    promise(this, [{
      kept: () => templateProperty(this.mapping, 'DestinationConfig') !== undefined,
      message: 'StreamConsumer promises that records which are given up are reported: something in the app has removed the destination for failures',
    }]);
    promiseDelivery(this);
  }
}
