/** One line of a plot: values, minute by minute. */
export interface Line {
  readonly name: string;
  readonly color: string;
  readonly values: readonly number[];
}

const WIDTH = 720;
const HEIGHT = 260;
const MARGIN = { left: 64, right: 32, top: 34, bottom: 36 };

/** Draws lines over minutes as SVG, in colours that can be read on light and on dark. */
export function plot(title: string, lines: readonly Line[], minutes: number): string {
  const most = niceAbove(Math.max(...lines.flatMap(({ values }) => values.slice(0, minutes))));
  const x = (minute: number) => MARGIN.left + minute / minutes * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number) => HEIGHT - MARGIN.bottom - value / most * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const text = (at: number, down: number, content: string, more = '') => `<text x="${at.toFixed(1)}" y="${down.toFixed(1)}" ${more}>${content}</text>`;
  const paths = lines.map(({ color, values }) => {
    const points = Array.from({ length: minutes }, (_, minute) => `${x(minute + 1).toFixed(1)},${y(values[minute] ?? 0).toFixed(1)}`);
    return `<polyline fill="none" stroke="${color}" stroke-width="2" points="${points.join(' ')}"/>`;
  });
  const legend = lines.map(({ name, color }, index) => text(MARGIN.left + 10 + index * 150, MARGIN.top - 8, name, `fill="${color}"`));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#808890">`,
    `<title>${title}</title>`,
    text(4, 14, title, 'font-weight="bold"'),
    ...[0, 0.5, 1].flatMap((share) => [
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(share * most)}" y2="${y(share * most)}" stroke="#808890" stroke-opacity="0.4"/>`,
      text(MARGIN.left - 8, y(share * most) + 4, (share * most).toLocaleString('en-US'), 'text-anchor="end"'),
    ]),
    ...[0, 0.25, 0.5, 0.75, 1].map((share) => text(x(share * minutes), HEIGHT - 14, `${Math.round(share * minutes)} min`, 'text-anchor="middle"')),
    ...paths,
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}

function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((nice) => nice >= value)!;
}
