import { ServiceEdge, serviceRules } from './may-deliver';
import { receivers, ReceiverType } from './receiver';
import { Rule } from './rule';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Json, JsonObject, objectOf, possible, possibleMembers } from '../model/template';

const SOURCE = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';

/** What a target says of one edge. */
interface Way {
  readonly receiver: Json;
  readonly withRole: boolean;
}

function targets(model: DeliveryModel, type: ReceiverType, action: string, waysOf: (target: JsonObject) => Way[]): ServiceEdge[] {
  return model.ofType('AWS::Events::Rule').flatMap((rule) => possibleMembers(rule.properties.Targets)
    .flatMap((target) => waysOf(objectOf(target)))
    .flatMap(({ receiver, withRole }) => receivers(model, rule, receiver, type).map((to) => ({
      from: rule,
      to,
      sender: { services: [text('events.amazonaws.com')], sourceArn: rule.arn!, sourceAccount: rule.account },
      withRole,
      action,
    }))));
}

const direct = ({ Arn, RoleArn }: JsonObject): Way[] => [{ receiver: Arn, withRole: RoleArn !== undefined }];
const deadLetters = ({ DeadLetterConfig }: JsonObject): Way[] => (
  possible(DeadLetterConfig).map((config) => ({ receiver: objectOf(config).Arn, withRole: false }))
);

/** EventBridge rules to queues and topics, and their dead letters. */
export const EVENT_RULES: Rule[] = [
  ...serviceRules('KEEL-EVENTS-SQS', 'Event rule to queue', SOURCE, (model) => targets(model, 'AWS::SQS::Queue', 'sqs:SendMessage', direct)),
  ...serviceRules('KEEL-EVENTS-SNS', 'Event rule to topic', SOURCE, (model) => targets(model, 'AWS::SNS::Topic', 'sns:Publish', direct)),
  ...serviceRules('KEEL-EVENTS-DLQ', 'Event rule to its dead-letter queue', 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
    (model) => targets(model, 'AWS::SQS::Queue', 'sqs:SendMessage', deadLetters)),
];
