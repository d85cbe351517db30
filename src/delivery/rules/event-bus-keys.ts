import { Rule } from './rule';
import { keyRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { judgeKey } from '../access/judge-key';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';

const edge = 'Event bus with a key';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html';

/** EventBridge encrypts the events, and the patterns and targets of rules, with the key of their bus, whoever sends. */
const edges = (keyActions: readonly string[]) => (model: DeliveryModel): Edge[] => (
  model.ofType('AWS::Events::EventBus').filter(({ properties }) => properties.KmsKeyIdentifier !== undefined).map((bus) => ({
    from: bus,
    to: bus,
    sender: { services: [text('events.amazonaws.com')], sourceArn: bus.arn!, sourceAccount: bus.account },
    actions: [],
    keyActions,
  }))
);
const described = edges(['kms:DescribeKey']);

/** As the page has it, without a condition: what describes a key encrypts nothing. */
const DESCRIBE = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'kms:DescribeKey', Resource: '*' };

/** Event buses with a key. */
export const EVENT_BUS_KEYS: Rule[] = [
  keyRule({ id: 'KEEL-EVENTS-KEY-01', edge, source, edges: edges(['kms:GenerateDataKey', 'kms:Decrypt']) }),
  {
    id: 'KEEL-EVENTS-KEY-02',
    proves: `${edge}: EventBridge may look at the encryption key.`,
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html',
    // AWS lists it as required, and buses whose policies let nobody do it without an encryption context have been deployed.
    severity: 'warning',
    judge: (model) => described(model).map((one) => judgeKey(model, one)).map((judgement) => ({ ...judgement, add: judgement.add && DESCRIBE })),
  },
];
