import { ALARMS } from './wirings/alarms';
import { EVENT_SOURCES } from './wirings/event-sources';
import { EVENTBRIDGE } from './wirings/eventbridge';
import { FUNCTIONS } from './wirings/functions';
import { QUEUES } from './wirings/queues';
import { STREAMS } from './wirings/streams';
import { Wiring } from './wirings/wiring';
import { WORKFLOWS } from './wirings/workflows';

/** What the L2s of aws-cdk-lib wire together. */
export const WIRINGS: readonly Wiring[] = [
  ...ALARMS,
  ...FUNCTIONS,
  ...EVENTBRIDGE,
  ...QUEUES,
  ...EVENT_SOURCES,
  ...WORKFLOWS,
  ...STREAMS,
];
