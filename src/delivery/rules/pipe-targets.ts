import { isExpress } from './api-to-services';
import { deduplicationRule, gives, messageGroupRule, QueueEdge } from './fifo-rules';
import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { Edge, judgeNotFifo } from '../access/edge';
import { API_DESTINATION, DELIVERY_STREAM, EVENT_BUS, FUNCTION, QUEUE, STATE_MACHINE, STREAM, TOPIC } from '../access/receivers';
import { literal } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { isIntrinsic, objectOf, possible } from '../model/template';
import { pipes } from '../senders/pipes';
import { edgesWithRole, orInBatches, withKeys } from '../senders/role-senders';

const edge = 'Pipe to its enrichment or target';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html';
const KEYS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';
const ENRICHMENTS = [...FUNCTION, ...STATE_MACHINE, ...API_DESTINATION];
const SEND_MESSAGE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html';
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

function isStateMachine({ to, elsewhere }: Edge): boolean {
  return STATE_MACHINE.some((type) => type === (to ?? elsewhere)?.type);
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

/** Targets that are in a template: of others the rules above say that they are not known. */
const edgesToTargets = (types: readonly string[], parameters = '') => perModel((model: DeliveryModel): QueueEdge[] => pipes(model).flatMap((pipe) => {
  const { Target, TargetParameters } = pipe.from.properties;
  return edgesWithRole(model, pipe, Target, types).filter(({ to }) => to !== undefined)
    .map((one) => ({ ...one, parameters: isIntrinsic(TargetParameters) ? TargetParameters : objectOf(TargetParameters)[parameters] }));
}));
const queues = edgesToTargets(QUEUE, 'SqsQueueParameters');
const topics = edgesToTargets(TOPIC);
const streams = edgesToTargets(STREAM, 'KinesisStreamParameters');

/** One for each pipe, whatever it reads and calls. */
const roles = perModel((model: DeliveryModel) => pipes(model).map((pipe): Edge => {
  const [target] = possible(pipe.from.properties.Target);
  return { ...pipe, to: model.find(pipe.from, target, ...TARGETS), actions: [] };
}));

/** State machines whose result a pipe waits for. */
const awaited = perModel((model: DeliveryModel) => edges(model).filter(({ to, actions }) => to !== undefined && actions === START_AND_WAIT));

/** What pipes call. */
export const PIPE_TARGETS: Rule[] = [
  roleRule({ id: 'KEEL-PIPE-03', edge, source, edges }),
  keyRule({ id: 'KEEL-PIPE-04', edge, source: KEYS, edges: (model) => withKeys(edges(model)) }),
  trustRule({ id: 'KEEL-PIPE-05', edge: 'Pipe', source, edges: roles }),
  messageGroupRule({
    id: 'KEEL-PIPE-06', edge: 'Pipe to queue', source: SEND_MESSAGE, edges: queues, group: 'TargetParameters.SqsQueueParameters.MessageGroupId',
  }),
  deduplicationRule({ id: 'KEEL-PIPE-07', edge: 'Pipe to queue', source: SEND_MESSAGE, edges: queues }),
  {
    id: 'KEEL-PIPE-08',
    proves: 'Pipe to topic: the topic is not FIFO.',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html',
    judge: (model) => topics(model).map((one) => judgeNotFifo(one, 'what is published to a FIFO topic needs a group, and a pipe cannot name one')),
  },
  {
    id: 'KEEL-PIPE-09',
    proves: 'Pipe to stream: its records have a partition key.',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipetargetkinesisstreamparameters.html',
    judge: (model) => streams(model).map(({ from, to, parameters }) => ({
      from,
      to,
      delivers: gives(parameters, 'PartitionKey'),
      at: from,
      because: 'a stream takes no record without a partition key, and the pipe names none',
      fix: 'Set TargetParameters.KinesisStreamParameters.PartitionKey.',
    })),
  },
  {
    id: 'KEEL-PIPE-12',
    proves: 'Pipe to state machine: one whose result it waits for is EXPRESS.',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html',
    judge: (model) => awaited(model).map(({ from, to }) => ({
      from,
      to,
      delivers: isExpress(to!),
      at: to!,
      because: 'it is not EXPRESS, and a pipe waits for no other',
      fix: 'Set its StateMachineType to EXPRESS.',
    })),
  },
];
