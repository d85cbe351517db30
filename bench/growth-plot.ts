/** A line of a plot: a value at each size. */
export interface GrowthLine { readonly name: string; readonly color: string; readonly points: readonly (readonly [number, number])[] }

const WIDTH = 720;
const HEIGHT = 300;
const MARGIN = { left: 56, right: 24, top: 84, bottom: 32 };

/** Draws values over sizes as SVG, both axes by powers of ten, in colours that can be read on light and on dark. */
export function plot(title: string, lines: readonly GrowthLine[]): string {
  const sizes = lines[0].points.map(([size]) => size);
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const x = (size: number) => MARGIN.left + Math.log10(size / sizes[0]) / Math.log10(sizes.at(-1)! / sizes[0]) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number) => HEIGHT - MARGIN.bottom - (Math.log10(value) - low) / (high - low) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const text = (at: number, down: number, content: string, more = '') => `<text x="${at.toFixed(1)}" y="${down.toFixed(1)}" ${more}>${content}</text>`;
  const powers = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#808890">`,
    `<title>${title}</title>`,
    text(4, 14, title, 'font-weight="bold"'),
    ...powers.flatMap((power) => [
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(power)}" y2="${y(power)}" stroke="#808890" stroke-opacity="0.4"/>`,
      text(MARGIN.left - 8, y(power) + 4, power.toLocaleString('en-US'), 'text-anchor="end"'),
    ]),
    ...sizes.map((size) => text(x(size), HEIGHT - 12, size.toLocaleString('en-US'), 'text-anchor="middle"')),
    ...lines.flatMap(({ name, color, points }, index) => [
      `<polyline fill="none" stroke="${color}" stroke-width="2" points="${points.map(([size, value]) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`,
      text(MARGIN.left + 10 + index % 2 * 320, 36 + Math.floor(index / 2) * 18, name, `fill="${color}"`),
    ]),
    '</svg>',
    '',
  ].join('\n');
}
