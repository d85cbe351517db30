import { ALARMS } from './alarms';
import { ANALYTICS } from './analytics';
import { API } from './api';
import { COMPUTE } from './compute';
import { IDENTITY } from './identity';
import { MESSAGING } from './messaging';
import { Samples } from './sampled';
import { STREAMING } from './streaming';
import { WORKFLOW } from './workflow';

/** Every exported construct, with all the props and methods it has. */
export const SAMPLED: Samples = { ...ALARMS, ...ANALYTICS, ...API, ...COMPUTE, ...IDENTITY, ...MESSAGING, ...STREAMING, ...WORKFLOW };
