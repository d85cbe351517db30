import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { perModel } from '../model/per-model';
import { edgesOfTasks, roleOfMachine, stepFunctionsFor } from '../senders/state-machine-tasks';

const edge = 'State machine to what its tasks call';
const TRUST = 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html';
const KEYS = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html';
const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html';
const encrypted = perModel((model) => edgesOfTasks(model).filter(({ keyActions = [] }) => keyActions.length > 0));
const machines = perModel((model) => model.ofType('AWS::StepFunctions::StateMachine').map((machine) => (
  { from: machine, role: roleOfMachine(model, machine), sender: stepFunctionsFor(machine), actions: [] }
)));

/** Tasks of state machines to queues, topics, functions, tables and other state machines. */
export const SFN_TASKS: Rule[] = [
  roleRule({ id: 'KEEL-SFN-TASK-01', edge, source, edges: edgesOfTasks }),
  keyRule({ id: 'KEEL-SFN-TASK-02', edge, source: KEYS, edges: encrypted }),
  trustRule({ id: 'KEEL-SFN-TASK-03', edge: 'State machine', source: TRUST, edges: machines }),
];
