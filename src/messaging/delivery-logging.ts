import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addStatement } from '../policies/add-statement';
import { logsMayUseKey } from '../policies/logs-statements';

/** Which deliveries a topic writes to CloudWatch Logs. */
export enum DeliveryLogging {
  /** Deliveries that failed, with the error of the subscriber. */
  FAILURES = 'FAILURES',
  /** Every delivery. */
  ALL = 'ALL',
}

const PROTOCOLS = [
  sns.LoggingProtocol.SQS, sns.LoggingProtocol.LAMBDA, sns.LoggingProtocol.HTTP, sns.LoggingProtocol.FIREHOSE,
];

/**
 * Makes the log groups that SNS writes to, which it finds by their names, and the role it writes with.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html
 */
export function logDeliveries(scope: Construct, topic: sns.Topic, logging: DeliveryLogging, key: kms.IKey): void {
  const { account, region } = Stack.of(scope);
  const success = `sns/${region}/${account}/${topic.topicName}`;
  const names = { DeliveryFailures: `${success}/Failure`, ...(logging === DeliveryLogging.ALL ? { Deliveries: success } : {}) };
  addStatement(key, logsMayUseKey(scope), scope, 'cdk-keel:SnsSqsFanOut.keyPolicy');
  const groups = Object.entries(names).map(([id, logGroupName]) => new logs.LogGroup(scope, id, {
    logGroupName,
    retention: logs.RetentionDays.ONE_MONTH,
    encryptionKey: key,
    removalPolicy: RemovalPolicy.DESTROY,
  }));

  const role = new iam.Role(scope, 'DeliveryLoggingRole', { assumedBy: new iam.ServicePrincipal('sns.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:PutMetricFilter', 'logs:PutRetentionPolicy'],
    resources: groups.map((group) => group.logGroupArn),
  }));
  for (const protocol of topic.fifo ? [sns.LoggingProtocol.SQS] : PROTOCOLS) {
    topic.addLoggingConfig({
      protocol,
      failureFeedbackRole: role,
      ...(logging === DeliveryLogging.ALL ? { successFeedbackRole: role, successFeedbackSampleRate: 100 } : {}),
    });
  }
}
