import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { API_GATEWAY_ACCOUNT, SERVERLESS_API } from './api-subject';
import { EMR_CLUSTER } from './emr-subject';
import { FARGATE_SERVICE } from './fargate-subject';
import { COGNITO_IDENTITY_POOL, COGNITO_USER_POOL, COGNITO_USER_POOL_CLIENT } from './identity-subjects';
import { Outside } from './outside';
import { KINESIS_TO_FIREHOSE_TO_S3, STREAM_CONSUMER } from './streaming-subject';
import { STEP_FUNCTIONS_WORKFLOW } from './workflow-subject';
import {
  AlarmDefinition, AlarmSet, AlarmTopic, DeliveryLogging, Fifo, FilterPolicy, QueueWithDlq, Sender, Severity, SnsSqsFanOut, Subscriber,
} from '../../src';

/** Makes a construct and connects it to what is outside. */
export type Make = (scope: Construct, id: string, outside: Outside) => Construct;

/** How to make one exported construct. */
export interface Subject {
  /** With no more props than it takes. */
  readonly minimal: Make;
  /** With everything on, once for each set of props that exclude one another. */
  readonly full: { readonly [variant: string]: Make };
}

const SENDERS = [
  Sender.service('events.amazonaws.com'),
  Sender.service('s3.amazonaws.com', { sourceArn: 'arn:aws:s3:::photos', sourceAccount: '111111111111' }),
  Sender.account('222222222222'),
  Sender.account('222222222222', { principalArn: 'arn:aws:iam::222222222222:role/Sender' }),
  Sender.organization('o-1234567890'),
];

/** Every exported construct. A new one is covered by all contracts as soon as it stands here, and fails them until it does. */
export const SUBJECTS: { readonly [construct: string]: Subject } = {
  AlarmSet: {
    minimal: (scope, id, outside) => new AlarmSet(scope, id, { runbook: 'queue-with-dlq', definitions: [deadLetter(outside)] }),
    full: {
      'everything on': (scope, id, outside) => {
        const alarms = new AlarmSet(scope, id, {
          runbook: 'queue-with-dlq',
          definitions: [
            { ...deadLetter(outside), evaluationPeriods: 2 },
            { ...deadLetter(outside), key: 'DeadLetterExpiry', metric: outside.queue.metricApproximateAgeOfOldestMessage() },
            { ...deadLetter(outside), key: 'InFlight' },
          ],
          overrides: { DeadLetter: { threshold: 7, evaluationPeriods: 3, severity: Severity.WARNING }, InFlight: { enabled: false } },
        });
        alarms.health();
        return alarms;
      },
    },
  },

  AlarmTopic: {
    minimal: (scope, id) => new AlarmTopic(scope, id),
    full: {
      'everything on': (scope, id) => new AlarmTopic(scope, id, { emails: ['a@example.com', 'b@example.com'], removalPolicy: RemovalPolicy.DESTROY }),
      'own key': (scope, id, { key }) => new AlarmTopic(scope, id, { encryptionKey: key }),
    },
  },

  ApiGatewayAccount: API_GATEWAY_ACCOUNT,

  CognitoIdentityPool: COGNITO_IDENTITY_POOL,
  CognitoUserPool: COGNITO_USER_POOL,
  CognitoUserPoolClient: COGNITO_USER_POOL_CLIENT,

  EmrCluster: EMR_CLUSTER,

  FargateService: FARGATE_SERVICE,

  KinesisToFirehoseToS3: KINESIS_TO_FIREHOSE_TO_S3,

  QueueWithDlq: {
    minimal: (scope, id) => new QueueWithDlq(scope, id),
    full: {
      'everything on': (scope, id, outside) => {
        const made = new QueueWithDlq(scope, id, {
          queueName: `${id}-orders`,
          visibilityTimeout: Duration.minutes(2),
          retentionPeriod: Duration.days(7),
          maxReceiveCount: 3,
          deliveryDelay: Duration.seconds(5),
          maxMessageSizeBytes: 65_536,
          alarms: { OldestMessageAge: { threshold: 900, evaluationPeriods: 3, severity: Severity.CRITICAL }, InFlight: { enabled: false } },
          removalPolicy: RemovalPolicy.DESTROY,
        });
        made.addConsumer(outside.fn, {
          batchSize: 100,
          maxBatchingWindow: Duration.seconds(5),
          maxConcurrency: 10,
          filters: [lambda.FilterCriteria.filter({ body: { kind: lambda.FilterRule.isEqual('order') } })],
        });
        return withRights(made, outside);
      },
      'FIFO with own key': (scope, id, outside) => {
        const made = new QueueWithDlq(scope, id, { fifo: Fifo.highThroughput({ contentBasedDeduplication: true }), encryptionKey: outside.key });
        made.addConsumer(outside.fn);
        return withRights(made, outside);
      },
    },
  },

  ServerlessApi: SERVERLESS_API,

  SnsSqsFanOut: {
    minimal: (scope, id) => new SnsSqsFanOut(scope, id),
    full: {
      'everything on': (scope, id, outside) => {
        const made = new SnsSqsFanOut(scope, id, {
          deliveryLogging: DeliveryLogging.ALL,
          alarms: { NotificationsFailed: { threshold: 5 }, FilteredOutInvalidAttributes: { enabled: false } },
          removalPolicy: RemovalPolicy.DESTROY,
        });
        made.addQueue('Billing').addConsumer(outside.fn);
        made.addQueue('Audit', { retentionPeriod: Duration.days(10), rawMessageDelivery: false, removalPolicy: RemovalPolicy.RETAIN });
        made.addQueue('Shipping', { filterPolicy: FilterPolicy.messageAttributes({ kind: PHYSICAL }), alarms: { InFlight: { enabled: false } } });
        const ofBody = { filterPolicy: FilterPolicy.messageBody({ kind: sns.FilterOrPolicy.filter(PHYSICAL) }) };
        made.subscribe('Existing', Subscriber.queue(outside.queue), ofBody);
        made.subscribe('Function', Subscriber.function(outside.fn));
        made.subscribe('Archive', Subscriber.deliveryStream(outside.stream));
        made.subscribe('Endpoint', Subscriber.https('https://example.com/orders', { deliveryPolicy: { healthyRetryPolicy: { numRetries: 5 } } }));
        made.subscribe('Mail', Subscriber.email('a@example.com'));
        made.subscribe('Telephone', Subscriber.sms('+15550100'));
        made.addBucket(outside.bucket, { events: [s3.EventType.OBJECT_CREATED, s3.EventType.OBJECT_REMOVED], prefix: 'orders/', suffix: '.json' });
        return withPublishers(made, outside);
      },
      'FIFO with own key': (scope, id, outside) => {
        const made = new SnsSqsFanOut(scope, id, {
          fifo: Fifo.highThroughput({ contentBasedDeduplication: true }),
          encryptionKey: outside.key,
          deliveryLogging: DeliveryLogging.FAILURES,
        });
        made.addQueue('Billing').addConsumer(outside.fn);
        made.subscribe('ExistingFifo', Subscriber.queue(outside.fifoQueue));
        made.subscribe('ExistingStandard', Subscriber.queue(outside.queue));
        return withPublishers(made, outside);
      },
    },
  },

  StepFunctionsWorkflow: STEP_FUNCTIONS_WORKFLOW,

  StreamConsumer: STREAM_CONSUMER,
};

const PHYSICAL = sns.SubscriptionFilter.stringFilter({ allowlist: ['physical'] });

function deadLetter({ queue }: Outside): AlarmDefinition {
  return {
    key: 'DeadLetter',
    metric: queue.metricApproximateNumberOfMessagesVisible(),
    threshold: 1,
    severity: Severity.CRITICAL,
    meaning: 'There are dead letters.',
    firstStep: 'read one.',
  };
}

function withRights(made: QueueWithDlq, { role }: Outside): QueueWithDlq {
  made.grantSendMessages(role);
  made.grantConsumeMessages(role);
  made.grantRedrive(role);
  SENDERS.forEach((sender) => made.allowSendFrom(sender));
  made.alarms.health();
  return made;
}

function withPublishers(made: SnsSqsFanOut, { role }: Outside): SnsSqsFanOut {
  made.grantPublish(role);
  SENDERS.forEach((sender) => made.allowPublishFrom(sender));
  made.alarms.health();
  return made;
}
