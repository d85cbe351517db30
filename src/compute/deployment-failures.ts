import { Duration, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Keep } from './keep';
import { addStatement } from '../policies/add-statement';
import { eventBridgeMayUseKey, ruleMaySendDeadLetters } from '../policies/events-statements';
import { pathOf } from '../validation/path-of';

/** What notes deployments that failed. */
export interface MadeDeploymentFailures {
  readonly queue: sqs.Queue;
  /** How many there were. */
  readonly metric: cloudwatch.Metric;
}

/**
 * Keeps the events that say why deployments failed for 14 days in a queue, and counts them.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 */
export function deploymentFailures(scope: Construct, service: ecs.FargateService, { encryptionKey, removalPolicy }: Keep): MadeDeploymentFailures {
  const queue = new sqs.Queue(scope, 'DeploymentFailures', {
    retentionPeriod: Duration.days(14),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    removalPolicy,
  });
  const noDeadLetters = 'People read it, and nothing works on it: there are no dead letters.';
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason: noDeadLetters }, { id: 'Serverless-SQSRedrivePolicy', reason: noDeadLetters });
  const rule = new events.Rule(scope, 'DeploymentFailed', {
    description: `Deployments of ${pathOf(scope)} that failed`,
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: [service.serviceArn],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    },
    targets: [{ bind: () => ({ arn: queue.queueArn }) }],
  });
  Validations.of(rule).acknowledge({ id: 'Serverless-EventBusDLQ', reason: 'The alarm counts the events themselves: it goes off even where the queue did not get one.' });
  addStatement(queue, ruleMaySendDeadLetters(rule, queue), scope, 'cdk-keel:FargateService.queuePolicy');
  addStatement(encryptionKey, eventBridgeMayUseKey(queue), scope, 'cdk-keel:FargateService.keyPolicy');
  const metric = new cloudwatch.Metric({
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensionsMap: { RuleName: rule.ruleName },
    statistic: cloudwatch.Stats.SUM,
    period: Duration.minutes(1),
  });
  return { queue, metric };
}
