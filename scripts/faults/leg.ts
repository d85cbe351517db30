import { Outage } from './ledger';
import { LoadedQueue } from './loaded-queue';
import { Senders } from './senders';
import { Tally } from '../../examples/demo/tally';

/** One way through a stack. */
export interface Leg {
  readonly what: string;
  readonly senders: Senders;
  readonly queues: readonly LoadedQueue[];
  /** Starts the consumers; functions work as soon as they are deployed. */
  prepare(): Promise<void>;
  send(): Promise<void>;
  /** Accounts for everything, when the queues are empty. */
  count(tally: Tally, outages: readonly Outage[]): Promise<void>;
}
