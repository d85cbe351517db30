import { SFNClient, TestStateCommand, TestStateCommandInput } from '@aws-sdk/client-sfn';
import { State } from './coverage';

/** One state, tried by itself. */
interface Trial {
  readonly state: string;
  readonly input?: object;
  /** What the service answers that the task would call. */
  readonly result?: object;
  /** The error that the task has, and how often it has been tried again. */
  readonly error?: string;
  readonly retries?: number;
  /** The status, and where it goes from there. */
  readonly expected: string;
}

const STEP = { Payload: { step: 'any', result: {} }, StatusCode: 200 };
const STOCK = (isComplete: boolean) => ({ done: { stock: { result: { isComplete } } } });

/** Parallel and Map are left out: the emulator cannot try them. */
const TRIALS: readonly Trial[] = [
  { state: 'Total', input: { lines: [] }, expected: 'SUCCEEDED IsToBePaid' },
  { state: 'IsToBePaid', input: { total: 1 }, expected: 'SUCCEEDED PayAndReserve' },
  { state: 'IsToBePaid', input: { total: 0 }, expected: 'SUCCEEDED NothingOrdered' },
  { state: 'NothingOrdered', expected: 'SUCCEEDED' },
  { state: 'Charge', result: STEP, expected: 'SUCCEEDED' },
  { state: 'Charge', error: 'Error', retries: 0, expected: 'RETRIABLE' },
  { state: 'Charge', error: 'Error', retries: 1, expected: 'FAILED' },
  { state: 'Reserve', result: STEP, expected: 'SUCCEEDED' },
  // Added by the construct to tasks that have no retry, for transient errors only.
  { state: 'Reserve', error: 'Lambda.TooManyRequestsException', retries: 5, expected: 'RETRIABLE' },
  { state: 'Reserve', error: 'Lambda.TooManyRequestsException', retries: 6, expected: 'FAILED' },
  { state: 'Reserve', error: 'Error', retries: 0, expected: 'FAILED' },
  { state: 'IsInStock', input: STOCK(true), expected: 'SUCCEEDED PackLines' },
  { state: 'IsInStock', input: STOCK(false), expected: 'SUCCEEDED WaitForSupplier' },
  { state: 'WaitForSupplier', expected: 'SUCCEEDED TakeDelivery' },
  { state: 'TakeDelivery', result: STEP, expected: 'SUCCEEDED PackLines' },
  { state: 'Pack', result: STEP, expected: 'SUCCEEDED' },
  { state: 'MarkShipped', input: { orderId: 'any' }, result: {}, expected: 'SUCCEEDED Shipped' },
  { state: 'Shipped', expected: 'SUCCEEDED' },
  { state: 'MarkRefused', input: { orderId: 'any' }, result: {}, expected: 'SUCCEEDED Refused' },
  { state: 'Refused', input: { refusal: { Cause: 'why' } }, expected: 'FAILED' },
];

/** Tries single states, and returns the names of all that were tried, how many trials there were, and those that went wrong. */
export async function tryStates(client: SFNClient, states: Map<string, State>, roleArn: string) {
  const failures: string[] = [];
  for (const trial of TRIALS) {
    const { status, nextState } = await client.send(new TestStateCommand(requestFor(trial, states, roleArn)));
    const answer = [status, nextState].filter((part) => part !== undefined).join(' ');
    if (answer !== trial.expected) failures.push(`${trial.state}: ${answer} instead of ${trial.expected}`);
  }
  return { tried: new Set(TRIALS.map(({ state }) => state)), trials: TRIALS.length, failures };
}

function requestFor({ state, input, result, error, retries }: Trial, states: Map<string, State>, roleArn: string): TestStateCommandInput {
  const mock = result ? { result: JSON.stringify(result) } : error ? { errorOutput: { error, cause: 'tried' } } : undefined;
  return {
    definition: JSON.stringify(states.get(state)),
    input: JSON.stringify(input ?? {}),
    ...mock ? { mock } : { roleArn },
    ...retries === undefined ? {} : { stateConfiguration: { retrierRetryCount: retries } },
  };
}
