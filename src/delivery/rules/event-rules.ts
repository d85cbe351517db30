import { ServiceEdge, serviceRules } from './may-deliver';
import { receivers } from './receiver';
import { Rule } from './rule';
import { DeliveryModel } from '../model/delivery-model';
import { Json, listOf, objectOf } from '../model/template';

const SOURCE = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';

function targets(model: DeliveryModel, type: string, action: string, expressionOf: (target: Json) => Json): ServiceEdge[] {
  return model.ofType('AWS::Events::Rule').flatMap((rule) => listOf(rule.properties.Targets)
    .flatMap((target) => receivers(model, rule, expressionOf(target), type))
    .map((to) => ({ from: rule, to, sender: { service: 'events.amazonaws.com', sourceArn: rule.arn!, sourceAccount: rule.account }, action })));
}

const arn = (target: Json) => objectOf(target).Arn;
const deadLetters = (target: Json) => objectOf(objectOf(target).DeadLetterConfig).Arn;

/** EventBridge rules to queues and topics, and their dead letters. */
export const EVENT_RULES: Rule[] = [
  ...serviceRules('KEEL-EVENTS-SQS', 'Event rule to queue', SOURCE, (model) => targets(model, 'AWS::SQS::Queue', 'sqs:SendMessage', arn)),
  ...serviceRules('KEEL-EVENTS-SNS', 'Event rule to topic', SOURCE, (model) => targets(model, 'AWS::SNS::Topic', 'sns:Publish', arn)),
  ...serviceRules('KEEL-EVENTS-DLQ', 'Event rule to its dead-letter queue', 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
    (model) => targets(model, 'AWS::SQS::Queue', 'sqs:SendMessage', deadLetters)),
];
