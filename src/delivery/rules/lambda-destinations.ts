import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { Edge, judgeNotFifo } from '../access/edge';
import { BUCKET, FUNCTION, QUEUE, TOPIC } from '../access/receivers';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possible } from '../model/template';
import { codeOf, executionRole, functionsNamedBy } from '../senders/event-sources';
import { edgesToDestination, listingsOf } from '../senders/function-destinations';

const edge = 'Function to its destination';
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html';
const TYPES = [...QUEUE, ...TOPIC, ...FUNCTION, ...BUCKET, 'AWS::Events::EventBus'];
/** Lambda uses the key of these; that of an event bus EventBridge uses itself. */
const ENCRYPTED: readonly string[] = [...QUEUE, ...TOPIC, ...BUCKET];
const MAY_BE_FIFO: readonly string[] = [...QUEUE, ...TOPIC];

/** Whether the receiver is of one of the types, or not known. */
function isOneOf({ to, elsewhere }: Edge, types: readonly string[]): boolean {
  const called = to ?? elsewhere;
  return called === undefined || types.includes(called.type);
}

/** The destinations, as expressions, of what a configuration calls `OnSuccess` or `OnFailure`. */
function destinations({ properties }: Resource, outcome: 'OnSuccess' | 'OnFailure'): Json[] {
  return possible(properties.DestinationConfig).flatMap((config) => possible(objectOf(config)[outcome])).map((one) => objectOf(one).Destination);
}

const edgesOf = (outcome: 'OnSuccess' | 'OnFailure') => perModel((model: DeliveryModel) => (
  model.ofType('AWS::Lambda::EventInvokeConfig').flatMap((config) => (
    functionsNamedBy(model, config).flatMap((from = config) => destinations(config, outcome).flatMap((destination) => (
      edgesToDestination(model, { from, by: config, role: executionRole(model, codeOf(model, from)) }, destination, TYPES)
    )))
  ))
));
const [successes, failures] = [edgesOf('OnSuccess'), edgesOf('OnFailure')];
const edges = (model: DeliveryModel) => [...successes(model), ...failures(model)];

/** What functions that are invoked asynchronously send on. */
export const LAMBDA_DESTINATIONS: Rule[] = [
  roleRule({ id: 'KEEL-LAMBDA-DEST-01', edge, source, edges: (model) => [...edges(model), ...listingsOf(failures(model))] }),
  keyRule({
    id: 'KEEL-LAMBDA-DEST-02', edge, source, edges: (model) => edges(model).filter((one) => isOneOf(one, ENCRYPTED)),
  }),
  {
    id: 'KEEL-LAMBDA-DEST-03',
    proves: `${edge}: the receiver is not FIFO.`,
    source,
    judge: (model) => edges(model).filter((one) => isOneOf(one, MAY_BE_FIFO)).map((one) => judgeNotFifo(one, 'Lambda cannot send to FIFO queues and topics')),
  },
  {
    id: 'KEEL-LAMBDA-DEST-04',
    proves: `${edge}: only failures go to a bucket.`,
    source,
    judge: (model) => successes(model).filter(({ to }) => to?.type === 'AWS::S3::Bucket').map(({ from, by, to }) => ({
      from,
      to,
      delivers: 'no',
      at: by!,
      because: 'Lambda sends failures to a bucket, but no successes',
      fix: 'Set its DestinationConfig.OnSuccess to a queue, topic, function or event bus.',
    })),
  },
];
