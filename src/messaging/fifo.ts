import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';

/** How a FIFO queue or topic recognises duplicates. */
export interface FifoOptions {
  /**
   * Derive the deduplication id from the SHA-256 of the body, so that senders need not give one. Two messages with the same body within
   * 5 minutes are then one message.
   *
   * @default false
   */
  readonly contentBasedDeduplication?: boolean;
}

/**
 * Messages in order within each message group, and each once within 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html
 */
export class Fifo {
  /**
   * One deduplication and throughput limit for the whole queue, 300 calls a second for each API action, or for the whole topic.
   *
   * @param options how duplicates are recognised
   */
  public static defaultThroughput(options: FifoOptions = {}): Fifo {
    return new Fifo(options.contentBasedDeduplication ?? false, false);
  }

  /**
   * Deduplication and throughput limit for each message group, thousands of messages a second over all of them.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
   * @param options how duplicates are recognised
   */
  public static highThroughput(options: FifoOptions = {}): Fifo {
    return new Fifo(options.contentBasedDeduplication ?? false, true);
  }

  private constructor(private readonly contentBasedDeduplication: boolean, private readonly perMessageGroup: boolean) {}

  /**
   * Props of a queue of this kind.
   * @internal
   */
  public _queueProps(): sqs.QueueProps {
    return {
      fifo: true,
      contentBasedDeduplication: this.contentBasedDeduplication,
      deduplicationScope: this.perMessageGroup ? sqs.DeduplicationScope.MESSAGE_GROUP : sqs.DeduplicationScope.QUEUE,
      fifoThroughputLimit: this.perMessageGroup ? sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID : sqs.FifoThroughputLimit.PER_QUEUE,
    };
  }

  /**
   * Props of a topic of this kind.
   * @internal
   */
  public _topicProps(): sns.TopicProps {
    return {
      fifo: true,
      contentBasedDeduplication: this.contentBasedDeduplication,
      fifoThroughputScope: this.perMessageGroup ? sns.FifoThroughputScope.MESSAGE_GROUP : sns.FifoThroughputScope.TOPIC,
    };
  }
}
