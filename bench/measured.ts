/** A number that was measured several times. */
export interface Measured { readonly median: number; readonly least: number; readonly most: number }

export const count = <T>(times: number, make: (index: number) => T): T[] => Array.from({ length: times }, (_, index) => make(index));

/** CPU time in milliseconds: what else runs on the machine does not count. */
export function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function measured(values: readonly number[]): Measured {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted[sorted.length - 1] };
}

/** The slope of time over number, both as logarithms: 1 is linear, 2 grows with the square. */
export function exponent(points: readonly (readonly [number, number])[]): number {
  const logarithms = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (axis: 0 | 1) => logarithms.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return logarithms.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logarithms.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

export const shown = ({ median, least, most }: Measured, digits = 0) => `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;

/** What a part of the bench found out, as a section of the page and as data. */
export interface Section { readonly markdown: string; readonly data: unknown }
