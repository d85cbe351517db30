import { RUN } from '../run-id';

const DEVICES = 100;
const EVENTS_OF_A_DEVICE = 50;

/** The id of the click that makes the process that consumes it crash. */
export const CRASH_CLICK = `${RUN}-0-11`;

type Kind = 'click' | 'click without device' | 'heartbeat' | 'truncated';

/** What a device sends. */
export interface DeviceEvent {
  readonly id: string;
  /** The partition key. */
  readonly device: string;
  readonly kind: Kind;
  readonly data: string;
}

/** 50 rounds in which each of 100 devices sends one event. */
export function rounds(): DeviceEvent[][] {
  return Array.from({ length: EVENTS_OF_A_DEVICE }, (_, round) => Array.from({ length: DEVICES }, (_device, device) => (
    deviceEvent(device, `${device}-${round + 1}`, kindOf(round))
  )));
}

/** Clicks of one device, the second of them without a page. */
export function clicksWithPoison(): DeviceEvent[] {
  return ['before', 'poison', 'after-1', 'after-2', 'after-3'].map((name) => (
    deviceEvent(0, `0-${name}`, 'click', name === 'poison' ? { page: undefined } : {})
  ));
}

/** Of the events of each device 5 are heartbeats, 1 is cut off, and 1 does not say whose it is. */
function kindOf(round: number): Kind {
  if (round % 10 === 5) return 'heartbeat';
  return round === 17 ? 'truncated' : round === 33 ? 'click without device' : 'click';
}

function deviceEvent(number: number, name: string, kind: Kind, different: object = {}): DeviceEvent {
  const id = `${RUN}-${name}`;
  const device = `${RUN}-device-${number}`;
  const sent = JSON.stringify({
    id,
    kind: kind === 'heartbeat' ? 'heartbeat' : 'click',
    device: kind === 'click without device' ? undefined : device,
    page: `/page-${number % 7}`,
    crash: id === CRASH_CLICK ? true : undefined,
    ...different,
  });
  return { id, device, kind, data: kind === 'truncated' ? sent.slice(0, -10) : sent };
}
