import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { judgeKey } from '../access/judge-key';
import { literal, text } from '../expression/text';
import { some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { inEachBranch, isGiven } from '../model/property';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, listOf, objectOf, possible } from '../model/template';
import { roleOfMachine, stepFunctionsFor } from '../senders/state-machine-tasks';

const encryption = 'https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html';

/** What it takes to set up the delivery of logs. Reading the names of log groups, which AWS lists too, is for the console. */
const LOG_DELIVERY = [
  'CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries',
  'PutResourcePolicy', 'DescribeResourcePolicies',
].map((action) => `logs:${action}`);

const machines = perModel((model) => model.ofType('AWS::StepFunctions::StateMachine').map((machine) => edgeToItself(model, machine)));
const logging = perModel((model) => machines(model).filter(({ from }) => logs(from)));

function edgeToItself(model: DeliveryModel, machine: Resource): Edge {
  return { from: machine, to: machine, role: roleOfMachine(model, machine), sender: stepFunctionsFor(machine), actions: [] };
}

/** A level that the template does not hold may be OFF. */
function logs({ properties, textOf }: Resource): boolean {
  const levels = possible(properties.LoggingConfiguration).map((one) => literal(textOf(objectOf(one).Level ?? 'OFF')));
  return levels.some((level) => level !== undefined && level !== 'OFF');
}

/** Which resources a statement may name is not the same for all these actions: one that names some may do. */
const setUps = perModel((model) => logging(model).map((edge): Edge => ({
  ...edge, actions: LOG_DELIVERY, calledArn: [{ name: `${edge.from.stackId}.${edge.from.logicalId}.delivery`, kind: 'any' }], calledReference: '*',
})));

/** What the key of a state machine is told of what is on its way to CloudWatch Logs: not the state machine. */
function inTransit({ partition, region, account }: Resource): Pick<Edge, 'encryptionContext'> {
  return {
    encryptionContext: [
      ['kms:encryptioncontext:sourcearn', [text('arn:', partition, ':logs:', region, ':', account, ':*')]],
      ['kms:encryptioncontext:aws:states:statemachinearn', []],
    ],
  };
}

/** The service that delivers logs decrypts what Step Functions has encrypted, without a role. */
const deliveries = perModel((model) => logging(model).map(({ from, to, actions }): Edge => ({
  from, to, actions, keyActions: ['kms:Decrypt'], sender: { services: [text('delivery.logs.amazonaws.com')] }, ...inTransit(from),
})));

/** Step Functions encrypts it with the role. */
const departures = perModel((model) => logging(model).map((edge): Edge => ({ ...edge, keyActions: ['kms:GenerateDataKey'], ...inTransit(edge.from) })));

function namesGroup(configuration: Json): Verdict {
  if (isIntrinsic(configuration)) return 'unknown';
  return inEachBranch(objectOf(configuration).Destinations, (destinations) => (
    isIntrinsic(destinations) ? 'unknown' : some(listOf(destinations), (one) => {
      const { CloudWatchLogsLogGroup } = objectOf(one);
      return isIntrinsic(one) || isIntrinsic(CloudWatchLogsLogGroup) ? 'unknown' : isGiven(objectOf(CloudWatchLogsLogGroup).LogGroupArn);
    })
  ));
}

const DECRYPT_LOGS = {
  Effect: 'Allow',
  Principal: { Service: 'delivery.logs.amazonaws.com' },
  Action: 'kms:Decrypt',
  Resource: '*',
  Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*' } } },
};

/** Logs of state machines, and the key that encrypts what they hold. */
export const SFN_LOGS: Rule[] = [
  roleRule({
    id: 'KEEL-SFN-LOGS-01',
    edge: 'State machine to its logs',
    source: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
    edges: setUps,
  }),
  {
    id: 'KEEL-SFN-LOGS-02',
    proves: 'Encrypted state machine to its logs: what delivers them may decrypt them with its key.',
    source: encryption,
    judge: (model) => deliveries(model).map((edge) => judgeKey(model, edge))
      .map((judgement) => ({ ...judgement, add: judgement.add && DECRYPT_LOGS })),
  },
  {
    id: 'KEEL-SFN-LOGS-03',
    proves: 'State machine to its logs: it names a log group for them.',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-stepfunctions-statemachine-loggingconfiguration.html',
    judge: (model) => logging(model).map(({ from, to }) => ({
      from,
      to,
      delivers: inEachBranch(from.properties.LoggingConfiguration, namesGroup),
      at: from,
      because: 'it logs and names no log group, which Step Functions refuses',
      fix: 'Set Destinations of its LoggingConfiguration, or its Level to OFF.',
    })),
  },
  keyRule({ id: 'KEEL-SFN-LOGS-04', edge: 'Encrypted state machine to its logs', source: encryption, edges: departures }),
  keyRule({ id: 'KEEL-SFN-KEY-01', edge: 'State machine with a key', source: encryption, edges: machines }),
];
