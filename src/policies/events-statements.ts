import { Aws, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';

/** A service of EventBridge, acting for resources of this account. */
export function eventBridge(service: 'events' | 'pipes' | 'scheduler'): iam.IPrincipal {
  return new iam.ServicePrincipal(`${service}.amazonaws.com`, { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } });
}

/**
 * The rule may send dead letters to the queue. Of a rule in another stack the account is named: that stack depends on the queue's already.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function ruleMaySendDeadLetters(rule: events.IRule, queue: sqs.IQueue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: Stack.of(rule) === Stack.of(queue) ? { ArnEquals: { 'aws:SourceArn': rule.ruleArn } } : fromRulesOfThisAccount(queue),
  });
}

/**
 * EventBridge may encrypt the dead letters that rules of this account send to a queue under this key.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function eventBridgeMayUseKey(queue: sqs.IQueue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: fromRulesOfThisAccount(queue),
  });
}

function fromRulesOfThisAccount(scope: IConstruct) {
  return {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) },
  };
}
