import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { API_DESTINATION, DELIVERY_STREAM, EVENT_BUS, FUNCTION, QUEUE, STATE_MACHINE, STREAM, TOPIC } from '../access/receivers';
import { literal } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { objectOf, possible } from '../model/template';
import { pipes } from '../senders/pipes';
import { edgesWithRole, orInBatches, withKeys } from '../senders/role-senders';

const edge = 'Pipe to its enrichment or target';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html';
const KEYS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';
const ENRICHMENTS = [...FUNCTION, ...STATE_MACHINE, ...API_DESTINATION];
const TARGETS = [...ENRICHMENTS, ...QUEUE, ...TOPIC, ...STREAM, ...DELIVERY_STREAM, ...EVENT_BUS];
const START = ['states:StartExecution'];
const START_AND_WAIT = ['states:StartSyncExecution'];

const edges = perModel((model: DeliveryModel) => pipes(model).flatMap((pipe) => {
  const { Enrichment, Target } = pipe.from.properties;
  return [
    ...edgesWithRole(model, pipe, Enrichment, ENRICHMENTS).map((one) => (isStateMachine(one) ? { ...one, actions: START_AND_WAIT } : one)),
    ...edgesWithRole(model, pipe, Target, TARGETS).map((one) => (isStateMachine(one) ? { ...one, ...startOf(pipe.from) } : orInBatches(one))),
  ];
}));

function isStateMachine({ to }: Edge): boolean {
  return STATE_MACHINE.some((type) => type === to?.type);
}

/**
 * How a pipe starts a state machine that is its target.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipetargetstatemachineparameters.html
 */
function startOf({ properties: { TargetParameters }, textOf }: Resource): Pick<Edge, 'actions' | 'isOneEnough'> {
  const { InvocationType } = objectOf(objectOf(TargetParameters).StepFunctionStateMachineParameters);
  switch (literal(textOf(InvocationType))) {
    case 'FIRE_AND_FORGET': return { actions: START };
    case 'REQUEST_RESPONSE': return { actions: START_AND_WAIT };
    default: return { actions: [...START, ...START_AND_WAIT], isOneEnough: true };
  }
}

/** One for each pipe, whatever it reads and calls. */
const roles = perModel((model: DeliveryModel) => pipes(model).map((pipe): Edge => {
  const [target] = possible(pipe.from.properties.Target);
  return { ...pipe, to: model.find(pipe.from, target, ...TARGETS), actions: [] };
}));

/** What pipes call. */
export const PIPE_TARGETS: Rule[] = [
  roleRule({ id: 'KEEL-PIPE-03', edge, source, edges }),
  keyRule({ id: 'KEEL-PIPE-04', edge, source: KEYS, edges: (model) => withKeys(edges(model)) }),
  trustRule({ id: 'KEEL-PIPE-05', edge: 'Pipe', source, edges: roles }),
];
