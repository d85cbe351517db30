const DEVICES = ['phone', 'tablet', 'watch', 'television'];
const START = Date.UTC(2026, 0, 1);

/** What a report says of a device. */
export interface DeviceReport {
  readonly device: string;
  readonly clicks: number;
  readonly last: string;
}

/** Events as lines of JSON: clicks of devices in turn, other events, clicks of nobody, and lines that are no JSON. */
export const LINES: readonly string[] = Array.from({ length: 10_000 }, (_, index) => {
  if (index % 100 === 99) return '{"device": "phone", "kind": "cli';
  const kind = index % 5 === 0 ? 'view' : 'click';
  const device = index % 77 === 1 ? undefined : DEVICES[index % DEVICES.length];
  return JSON.stringify({ device, kind, at: new Date(START + index * 1000).toISOString() });
});

/** What the report must say, counted in another way than the job counts. */
export function expectedReport(): DeviceReport[] {
  const reports = new Map<string, DeviceReport>();
  for (const line of LINES.filter((one) => one.endsWith('}'))) {
    const { device, kind, at } = JSON.parse(line);
    if (kind === 'click' && device) reports.set(device, { device, clicks: (reports.get(device)?.clicks ?? 0) + 1, last: at.slice(0, 19) });
  }
  return [...reports.values()].sort((one, other) => one.device.localeCompare(other.device));
}
