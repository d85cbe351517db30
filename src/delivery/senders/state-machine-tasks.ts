import { stateMachines } from './state-machines';
import { AssumedRole, Edge, roleOf } from '../access/edge';
import { FUNCTION, QUEUE, STATE_MACHINE, TABLE, TOPIC } from '../access/receivers';
import { ServiceSender } from '../access/requests';
import { literal, segments, text, Text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, JsonObject, objectOf } from '../model/template';

/** A task state with what it calls, for example `sqs:sendMessage`; undefined where the template does not say what it is. */
export interface Task {
  readonly machine: Resource;
  readonly holder: Resource;
  readonly call?: string;
  /** It waits until what it started is done. */
  readonly isSync: boolean;
  readonly resource: Text;
  readonly args: JsonObject;
  /** The role that it is done with. */
  readonly role: AssumedRole;
}

/** What a call of a task needs. */
interface Call {
  /** Arguments that name what is called, of which a task has one. */
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly action: string;
  /** What the key of what is called has to allow, if it has one that callers need. */
  readonly keyActions?: readonly string[];
}

const SEND = ['kms:GenerateDataKey', 'kms:Decrypt'];
const onTable = (action: string): Call => ({ names: ['TableName'], types: TABLE, action: `dynamodb:${action}`, keyActions: ['kms:Decrypt'] });
const toQueue: Call = { names: ['QueueUrl'], types: QUEUE, action: 'sqs:SendMessage', keyActions: SEND };
const toTopic: Call = { names: ['TopicArn', 'TargetArn'], types: TOPIC, action: 'sns:Publish', keyActions: SEND };

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html */
const CALLS: ReadonlyMap<string, Call> = new Map(Object.entries<Call>({
  'sqs:sendMessage': toQueue,
  'sqs:sendMessageBatch': toQueue,
  'sns:publish': toTopic,
  'sns:publishBatch': toTopic,
  'lambda:invoke': { names: ['FunctionName'], types: FUNCTION, action: 'lambda:InvokeFunction' },
  'dynamodb:getItem': onTable('GetItem'),
  'dynamodb:putItem': onTable('PutItem'),
  'dynamodb:updateItem': onTable('UpdateItem'),
  'dynamodb:deleteItem': onTable('DeleteItem'),
  'states:startExecution': { names: ['StateMachineArn'], types: STATE_MACHINE, action: 'states:StartExecution' },
}));

/**
 * Step Functions as it assumes the role of a state machine; older roles trust it under the name of their Region.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 */
export function stepFunctionsFor({ arn, region, account }: Resource): ServiceSender {
  return { services: [text('states.amazonaws.com'), text('states.', region, '.amazonaws.com')], sourceArn: arn!, sourceAccount: account };
}

/** The role of a state machine, which it has to have. */
export function roleOfMachine(model: DeliveryModel, machine: Resource): AssumedRole {
  return roleOf(model, machine, machine.properties.RoleArn) ?? 'unknown';
}

/** The tasks of all state machines. */
export const tasks = perModel((model): Task[] => stateMachines(model).flatMap(({ machine, holder, levels }) => (
  levels.flatMap(({ states }) => Object.values(states).map(objectOf)).filter(({ Type }) => Type === 'Task').map((state) => {
    const resource = holder.textOf(state.Resource);
    return {
      machine,
      holder,
      resource,
      ...integration(resource),
      args: objectOf(state.Arguments ?? state.Parameters),
      role: state.Credentials === undefined ? roleOfMachine(model, machine) : 'unknown',
    };
  })
)));

/** Reads `arn:aws:states:::sqs:sendMessage.waitForTaskToken`, `arn:aws:states:::aws-sdk:sqs:sendMessage` and ARNs of functions. */
function integration(resource: Text): Pick<Task, 'call' | 'isSync'> {
  const parts = segments(resource);
  const [, , service, region, , ...rest] = (parts ?? []).map(literal);
  if (service === 'lambda') return { call: 'lambda:function', isSync: false };
  if (service !== 'states' || region !== '') return { call: parts && 'activity', isSync: false };
  const [of, action] = rest[0] === 'aws-sdk' ? [rest[1] === 'sfn' ? 'states' : rest[1], rest[2]] : rest;
  const [name, pattern] = (action ?? '').split('.');
  return { call: of === undefined || action === undefined ? undefined : `${of}:${name}`, isSync: pattern === 'sync' };
}

/** What tasks call of the types that are known here. One of which it cannot be told what it calls has no receiver. */
export const edgesOfTasks = perModel((model) => tasks(model).flatMap((task): (Edge & { task: Task })[] => {
  const { machine, holder, call, resource, args, role } = task;
  const edge = { task, from: machine, role, sender: stepFunctionsFor(machine) };
  if (call === undefined) return [{ ...edge, actions: [] }];
  if (call === 'lambda:function') return [{ ...edge, to: called(model, holder, resource, FUNCTION), actions: ['lambda:InvokeFunction'] }];
  const known = CALLS.get(call);
  if (known === undefined) return [];
  const { names, types, action, keyActions = [] } = known;
  if (call === 'sns:publish' && ['PhoneNumber', 'PhoneNumber.$'].some((name) => args[name] !== undefined)) return [];
  const given = names.map((name) => args[name]).find((one) => one !== undefined);
  const to = given === undefined ? undefined : called(model, holder, holder.textOf(given), types);
  return [{ ...edge, to, calledArn: qualified(to, holder, args.Qualifier), actions: [action], keyActions }];
}));

function called(model: DeliveryModel, holder: Resource, name: Text, types: readonly string[]): Resource | undefined {
  return model.called(holder, name, ...types);
}

/** A call of a version or alias is one of the function with its name behind it. */
function qualified(to: Resource | undefined, { textOf }: Resource, qualifier: Json): Text | undefined {
  return to?.type === 'AWS::Lambda::Function' && qualifier !== undefined ? text(to.arn!, ':', textOf(qualifier)) : undefined;
}
