/** Where the second stack is. */
export type Elsewhere = 'another Region' | 'another account';

/** What cannot work across accounts or Regions, and is refused with a message that names the part to change. Every other neighbour works. */
export interface Refused {
  readonly message: RegExp;
  readonly elsewhere: Elsewhere;
  /** Names of neighbours. */
  readonly neighbours: readonly string[];
}

/** CDK lets roles of other Regions in by their ARNs, so each stack would need the other. */
const CIRCLE = /^'(First|Second)' depends on '(First|Second)' \(.+ would create a cyclic reference/;

/** Our constructs give no names, and what has none can be referred to in its own account only. */
const NO_NAME = /Cannot use resource '(First|Second)\/.+' in a cross-environment fashion, the resource's physical name must be explicit set/;

const TO_ROLES = [
  'a queue that a route sends to', 'a queue that a service sends to', 'a role that sends, receives and redrives', 'a queue that starts a workflow',
  'a queue that is told of failures', 'a topic that is told of failures', 'a bucket with a key of its own that a cluster writes to',
  'a queue that is told of failures of a cluster', 'a topic that a workflow publishes to',
];
const OF_BUCKETS = ['a bucket whose events are published', 'a bucket that is encrypted with the key of the fan-out that it publishes to'];
const OF_CONSUMERS = ['a function that consumes a queue', 'a function that consumes a queue of a fan-out'];
const OF_CONSUMED_STREAMS = ['a stream that a function of the same stack consumes'];
const OF_STEPS = ['a workflow that runs steps on a cluster'];

export const REFUSED: readonly Refused[] = [
  { elsewhere: 'another Region', message: CIRCLE, neighbours: [...TO_ROLES, 'a role that publishes', 'a producer that writes to a stream'] },
  {
    elsewhere: 'another Region',
    message: /^Cannot create an Alarm in region '\S+' based on metric '\S+' in '\S+'$/,
    neighbours: ['a queue that a worker works off', 'a delivery of the stream of another delivery', 'a queue that an AlarmSet watches'],
  },
  {
    elsewhere: 'another Region',
    message: /'encryptionKey\.env\.region' must be the Region of the stack/,
    neighbours: [
      'a service that shares a cluster', 'a key that a fan-out uses', 'a key that a queue uses', 'a key that a workflow uses', 'a key that a cluster uses',
      'a queue that is encrypted with the key of the fan-out that it subscribes to', 'a stream, a key and a function that a delivery uses',
    ],
  },
  { elsewhere: 'another Region', message: /'bucket\.env\.region' must be the Region of the topic/, neighbours: OF_BUCKETS },
  { elsewhere: 'another Region', message: /'fn\.env\.region' must be the Region of the queue/, neighbours: OF_CONSUMERS },
  { elsewhere: 'another Region', message: /'source\.env\.region' must be the Region of the stack/, neighbours: OF_CONSUMED_STREAMS },
  { elsewhere: 'another Region', message: /Workflow\/StateMachine cannot work: its role may not call events:PutTargets/, neighbours: OF_STEPS },
  {
    elsewhere: 'another account',
    message: NO_NAME,
    neighbours: [
      ...TO_ROLES, 'a role that works on the table', 'a state machine that a route starts', 'a queue that a worker works off', 'a service that shares a cluster',
      'a FIFO QueueWithDlq that is subscribed', 'a delivery stream that is subscribed', 'a stream, a key and a function that a delivery uses',
      'a delivery of the stream of another delivery', 'a topic that is delivered to a bucket', 'a function that a user pool calls',
      'a rule that starts a workflow', 'a role that starts a workflow',
    ],
  },
  { elsewhere: 'another account', message: /^KMS Key must be provided for cross account access to Secret$/, neighbours: ['a secret of a service'] },
  { elsewhere: 'another account', message: /'bucket\.env\.account' must be the account of the topic/, neighbours: OF_BUCKETS },
  { elsewhere: 'another account', message: /'fn\.env\.account' must be the account of the queue/, neighbours: OF_CONSUMERS },
  { elsewhere: 'another account', message: /'source\.env\.account' must be the account of the stack/, neighbours: OF_CONSUMED_STREAMS },
  { elsewhere: 'another account', message: /Workflow\/StateMachine cannot work: its role may not call events:PutTargets/, neighbours: OF_STEPS },
];
