import { deduplicationRule, messageGroupRule, QueueEdge } from './fifo-rules';
import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { perModel } from '../model/per-model';
import { Json } from '../model/template';
import { edgesOfTasks, roleOfMachine, stepFunctionsFor } from '../senders/state-machine-tasks';

const edge = 'State machine to what its tasks call';
const TRUST = 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html';
const KEYS = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html';
const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html';
const SEND_MESSAGE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html';

/** Tasks that send one message to what is in a template. What a batch holds, a task may compute. */
const messages = perModel((model): QueueEdge[] => edgesOfTasks(model)
  .filter(({ to, task: { call = '' } }) => to !== undefined && ['sqs:sendMessage', 'sns:publish'].includes(call))
  .map((one) => ({ ...one, parameters: { MessageGroupId: given(one, 'MessageGroupId'), MessageDeduplicationId: given(one, 'MessageDeduplicationId') } })));

/** As it stands, or by a path. */
function given({ task: { args } }: ReturnType<typeof edgesOfTasks>[number], name: string): Json {
  return args[name] ?? args[`${name}.$`];
}

const encrypted = perModel((model) => edgesOfTasks(model).filter(({ keyActions = [] }) => keyActions.length > 0));
const machines = perModel((model) => model.ofType('AWS::StepFunctions::StateMachine').map((machine) => (
  { from: machine, role: roleOfMachine(model, machine), sender: stepFunctionsFor(machine), actions: [] }
)));

/** Tasks of state machines to queues, topics, functions, tables and other state machines. */
export const SFN_TASKS: Rule[] = [
  roleRule({ id: 'KEEL-SFN-TASK-01', edge, source, edges: edgesOfTasks }),
  keyRule({ id: 'KEEL-SFN-TASK-02', edge, source: KEYS, edges: encrypted }),
  trustRule({ id: 'KEEL-SFN-TASK-03', edge: 'State machine', source: TRUST, edges: machines }),
  messageGroupRule({
    id: 'KEEL-SFN-TASK-04',
    edge: 'State machine to a queue or topic',
    source: SEND_MESSAGE,
    edges: messages,
    group: 'MessageGroupId among the arguments of the task',
  }),
  deduplicationRule({ id: 'KEEL-SFN-TASK-05', edge: 'State machine to a queue or topic', source: SEND_MESSAGE, edges: messages }),
];
