import { callersOf, isGrant, referrers } from './callers';
import { references, Stacks, Value } from './place';

type Resources = Stacks[string]['Resources'];

const number = (value: Value, otherwise: number) => Number(value ?? otherwise);
const isOn = (value: Value) => `${value ?? false}` === 'true';

/** Who can send to, or fetch from, something that is FIFO. */
const TAKE_FIFO = ['AWS::Lambda::EventSourceMapping', 'AWS::Logs::LogGroup'];
/** Who needs nothing of the key of what it refers to but what the policy of an AWS-managed key gives to all of the account. */
const TAKE_MANAGED_KEYS = [
  'AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Integration', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function',
  'AWS::Pipes::Pipe', 'AWS::SQS::Queue', 'AWS::Scheduler::Schedule', 'AWS::StepFunctions::StateMachine',
];

const idsOf = (resources: Resources, type: string) => Object.keys(resources).filter((id) => resources[id].Type === type);

function redrives(resources: Resources): { from: string; to: string }[] {
  return idsOf(resources, 'AWS::SQS::Queue').flatMap((from) => references(resources[from].Properties?.RedrivePolicy).map((to) => ({ from, to })));
}

/** A message stays invisible for six times as long as the function may run that is fed from the queue. */
function visibleAgainInTime(resources: Resources): boolean {
  return idsOf(resources, 'AWS::Lambda::EventSourceMapping').every((id) => {
    const { EventSourceArn, FunctionName } = resources[id].Properties!;
    const [queue] = references(EventSourceArn).map((name) => resources[name]).filter((one) => one?.Type === 'AWS::SQS::Queue');
    const [code] = references(FunctionName).map((name) => resources[name]).filter((one) => one?.Type === 'AWS::Lambda::Function');
    return !queue || !code || number(queue.Properties?.VisibilityTimeout, 30) >= 6 * number(code.Properties?.Timeout, 3);
  });
}

function outlivesItsQueue(resources: Resources): boolean {
  return redrives(resources).every(({ from, to }) => {
    const [queue, dead] = [from, to].map((id) => resources[id].Properties);
    return isOn(queue?.FifoQueue) || number(dead?.MessageRetentionPeriod, 345_600) > number(queue?.MessageRetentionPeriod, 345_600);
  });
}

function letsItsQueuesIn(resources: Resources, id: string): boolean {
  const permission = resources[id].Properties?.RedriveAllowPolicy?.redrivePermission ?? 'allowAll';
  return permission === 'allowAll' || !redrives(resources).some(({ to }) => to === id);
}

function areAllFifoOrNot(resources: Resources, id: string): boolean {
  const isFifo = (one: string) => isOn(resources[one].Properties?.FifoQueue ?? resources[one].Properties?.FifoTopic);
  const redriven = redrives(resources).filter(({ from, to }) => [from, to].includes(id));
  if (!redriven.every(({ from, to }) => isFifo(from) === isFifo(to))) return false;
  const feedsFifo = idsOf(resources, 'AWS::SNS::Subscription').map((one) => resources[one].Properties!).some(({ TopicArn, Endpoint }) => (
    references(TopicArn).includes(id) && references(Endpoint).some((queue) => resources[queue]?.Type === 'AWS::SQS::Queue' && isFifo(queue))
  ));
  if (!isFifo(id)) return !feedsFifo;
  const subscriptions = idsOf(resources, 'AWS::SNS::Subscription').map((one) => resources[one].Properties!)
    .filter(({ TopicArn }) => references(TopicArn).includes(id));
  if (!subscriptions.every(({ Protocol }) => Protocol === 'sqs')) return false;
  return referrers(resources, id).every(({ id: caller, type }) => {
    const { TopicArn, Endpoint } = resources[caller].Properties!;
    if (type === 'AWS::Pipes::Pipe') return references(resources[caller].Properties!.Source).includes(id);
    if (type !== 'AWS::SNS::Subscription') return TAKE_FIFO.includes(type) || type === 'AWS::SQS::Queue';
    const topics = references(TopicArn).filter((one) => resources[one]?.Type === 'AWS::SNS::Topic');
    const isDeadLetterQueue = references(resources[caller].Properties!.RedrivePolicy).includes(id);
    return references([TopicArn, Endpoint]).includes(id) && topics.length > 0 && topics.every(isFifo) && !isDeadLetterQueue;
  });
}

function canUseManagedKey(resources: Resources, id: string): boolean {
  return callersOf(resources, id).every(({ id: caller, type }) => (
    TAKE_MANAGED_KEYS.includes(type) || (type === 'AWS::SNS::Subscription' && references(resources[caller].Properties!.TopicArn).includes(id))
  ));
}

function hasNoActions(resources: Resources, id: string): boolean {
  return ['AlarmActions', 'OKActions', 'InsufficientDataActions'].every((name) => resources[id].Properties?.[name] === undefined);
}

/** Nothing but policies names the stream of a table. */
function isReadByNobody(resources: Resources, id: string): boolean {
  return !Object.values(resources).some(({ Type, Properties }) => !isGrant(Type) && JSON.stringify(Properties ?? {}).includes(`["${id}","StreamArn"]`));
}

/** What has to hold for some properties, computed from the mutant by plain comparison. */
export const CONDITIONS: Readonly<Record<string, Readonly<Record<string, (resources: Resources, id: string) => boolean>>>> = {
  'AWS::CloudWatch::Alarm': { ActionsEnabled: (resources, id) => resources[id].Properties?.ActionsEnabled === undefined || hasNoActions(resources, id) },
  'AWS::DynamoDB::Table': { StreamSpecification: isReadByNobody },
  'AWS::Lambda::Function': { Timeout: visibleAgainInTime },
  'AWS::SNS::Topic': { FifoTopic: areAllFifoOrNot, KmsMasterKeyId: canUseManagedKey },
  'AWS::SQS::Queue': {
    FifoQueue: areAllFifoOrNot,
    KmsMasterKeyId: canUseManagedKey,
    MessageRetentionPeriod: outlivesItsQueue,
    RedriveAllowPolicy: letsItsQueuesIn,
    VisibilityTimeout: visibleAgainInTime,
  },
};
