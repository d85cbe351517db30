import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { subscribeDeliveryStream } from './subscribe-delivery-stream';
import { subscribeFunction } from './subscribe-function';
import { queueRules, subscribeQueue } from './subscribe-queue';
import { placeOf, SubscriptionEdge, SubscriptionEnd } from './subscription-edge';
import { matches, Rule } from '../validation/check-props';

/** How a queue or a delivery stream gets its messages. */
export interface RawDeliveryOptions {
  /**
   * Deliver the message as it was published, its attributes as attributes; otherwise both wrapped in JSON by SNS. With more than 10 attributes a
   * raw message cannot be delivered to a queue.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
   * @default true
   */
  readonly rawMessageDelivery?: boolean;
}

/** How an HTTPS endpoint gets its messages. */
export interface HttpsSubscriberOptions {
  /**
   * Deliver the message as it was published; otherwise wrapped in JSON with the signature to verify it.
   *
   * @default false
   */
  readonly rawMessageDelivery?: boolean;

  /**
   * Retries, backoff, throttling and content type.
   *
   * @default - 3 retries 20 seconds apart, as SNS does
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
   */
  readonly deliveryPolicy?: sns.DeliveryPolicy;
}

/** Somebody who gets the messages of a topic: for `SnsSqsFanOut.subscribe`. */
export class Subscriber {
  /**
   * A queue. Its policy and the policy of its key let the topic in; where they are not in this app a warning shows the statements that their
   * owner has to add (`cdk-keel:SnsSqsFanOut.queuePolicy`, `cdk-keel:SnsSqsFanOut.keyPolicy`).
   *
   * The queue may be in another Region or account. The owner of a queue in another account has to confirm the subscription.
   *
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html
   * @param queue a standard queue, or a FIFO queue for a FIFO topic; not one encrypted with the AWS-managed key `alias/aws/sqs`
   * @param options how messages are delivered
   */
  public static queue(queue: sqs.IQueue, options: RawDeliveryOptions = {}): Subscriber {
    return new Subscriber(
      (topic) => queueRules(topic, queue),
      (edge) => subscribeQueue(edge, queue, options.rawMessageDelivery ?? true),
    );
  }

  /**
   * A Lambda function.
   *
   * @param fn the function
   */
  public static function(fn: lambda.IFunction): Subscriber {
    return new Subscriber(
      (topic) => [onlyQueuesOnFifo(topic, 'a function')],
      (edge) => subscribeFunction(edge, fn),
    );
  }

  /**
   * A Data Firehose delivery stream, through a role that may do nothing else.
   *
   * @param deliveryStream the delivery stream; its source must be direct put
   * @param options how messages are delivered
   */
  public static deliveryStream(deliveryStream: firehose.IDeliveryStream, options: RawDeliveryOptions = {}): Subscriber {
    return new Subscriber(
      (topic) => [onlyQueuesOnFifo(topic, 'a delivery stream')],
      (edge) => subscribeDeliveryStream(edge, deliveryStream, options.rawMessageDelivery ?? true),
    );
  }

  /**
   * An HTTPS endpoint. It has to confirm the subscription by following the URL in the first message it gets.
   *
   * @param url begins with `https://`
   * @param options how messages are delivered
   */
  public static https(url: string, options: HttpsSubscriberOptions = {}): Subscriber {
    return new Subscriber(
      (topic) => [
        onlyQueuesOnFifo(topic, 'an HTTPS endpoint'),
        matches('url', url, /^https:\/\/./, 'begin with https://'),
      ],
      (edge) => ({
        place: placeOf(edge),
        protocol: sns.SubscriptionProtocol.HTTPS,
        endpoint: url,
        rawMessageDelivery: options.rawMessageDelivery ?? false,
        deliveryPolicy: options.deliveryPolicy,
      }),
    );
  }

  /**
   * An e-mail address. Its owner has to confirm the subscription.
   *
   * @param address the address
   */
  public static email(address: string): Subscriber {
    return new Subscriber(
      (topic) => [
        onlyQueuesOnFifo(topic, 'an e-mail address'),
        matches('address', address, /^\S+@\S+$/, 'be an e-mail address'),
      ],
      (edge) => ({ place: placeOf(edge), protocol: sns.SubscriptionProtocol.EMAIL, endpoint: address }),
    );
  }

  /**
   * A telephone that gets text messages.
   *
   * @param phoneNumber in E.164 form, for example `+15550100`
   */
  public static sms(phoneNumber: string): Subscriber {
    return new Subscriber(
      (topic) => [
        onlyQueuesOnFifo(topic, 'a telephone'),
        matches('phoneNumber', phoneNumber, /^\+\d{7,15}$/, 'be + and 7 to 15 digits (E.164)'),
      ],
      (edge) => ({ place: placeOf(edge), protocol: sns.SubscriptionProtocol.SMS, endpoint: phoneNumber }),
    );
  }

  private constructor(
    private readonly rules: (topic: sns.ITopic) => Rule[],
    private readonly connect: (edge: SubscriptionEdge) => SubscriptionEnd,
  ) {}

  /**
   * What must hold for this subscriber to get messages of the topic.
   * @internal
   */
  public _rules(topic: sns.ITopic): Rule[] {
    return this.rules(topic);
  }

  /**
   * Lets the topic in, and gives the subscriber's end of the subscription.
   * @internal
   */
  public _connect(edge: SubscriptionEdge): SubscriptionEnd {
    return this.connect(edge);
  }
}

/**
 * A FIFO topic delivers to queues only.
 * @see https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
 */
function onlyQueuesOnFifo(topic: sns.ITopic, subscriber: string): Rule {
  return {
    prop: 'subscriber',
    value: subscriber,
    holds: () => !topic.fifo,
    must: 'must be a queue, because the topic is FIFO: subscribe a QueueWithDlq and give it a consumer',
  };
}
