import { QUEUES } from './wirings/queues';
import { Wiring } from './wirings/wiring';

/** What the L2s of aws-cdk-lib wire together. */
export const WIRINGS: readonly Wiring[] = [
  ...QUEUES,
];
