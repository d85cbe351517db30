import { Comparison } from './comparison';
import { APIS_AND_WORKFLOWS } from './comparisons/apis-and-workflows';
import { BUCKETS } from './comparisons/buckets';
import { EVENTS } from './comparisons/events';
import { FUNCTIONS } from './comparisons/functions';
import { QUEUES_AND_STREAMS } from './comparisons/queues-and-streams';
import { TOPICS } from './comparisons/topics';

/** One change at a time, of every kind of edge that there is something to see of. */
export const EDGES: readonly Comparison[] = [...TOPICS, ...QUEUES_AND_STREAMS, ...BUCKETS, ...EVENTS, ...FUNCTIONS, ...APIS_AND_WORKFLOWS];
