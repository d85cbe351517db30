import { LaidOut, Point, Rectangle } from './layout';
import { Line } from './picture';

/** Grey that is readable on white and on black. */
const GREY = '#7a828c';
const RED = '#d32f2f';

const LINES: Record<Line, string> = {
  yes: `stroke="${GREY}" stroke-width="1.6" marker-end="url(#arrow)"`,
  no: `stroke="${RED}" stroke-width="3" marker-end="url(#broken)"`,
  unknown: `stroke="${GREY}" stroke-width="1.6" stroke-dasharray="6 4" marker-end="url(#arrow)"`,
  leads: `stroke="${GREY}" stroke-width="0.8" marker-end="url(#arrow)"`,
  watched: `stroke="${GREY}" stroke-width="1.2" stroke-dasharray="1.5 4" stroke-linecap="round"`,
};

/** The stripe of a box says what it is for. */
const STRIPES: readonly (readonly [RegExp, string])[] = [
  [/^(SNS|SQS|Events|Scheduler|Pipes|StepFunctions|ApiGateway)/, '#c2185b'],
  [/^(Lambda|ECS|EMR)/, '#e65100'],
  [/^(S3|Kinesis|DynamoDB)/, '#2e7d32'],
  [/^(CloudWatch)/, '#6a1b9a'],
];
const OTHER_STRIPE = '#1565c0';
const LEGEND = 26;

/** The picture as SVG: boxes with a ground of their own, all else in colours for light and dark pages. */
export function svgOf(title: string, { width, height, boxes, arrows, frames }: LaidOut): string {
  const corner = ({ x, y, width: w, height: h }: Rectangle) => `x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + LEGEND}" width="${width}" height="${height + LEGEND}" role="img" `
      + 'font-family="system-ui, -apple-system, \'Segoe UI\', Roboto, Helvetica, Arial, sans-serif">',
    `<title>${escape(title)}</title>`,
    `<defs>${head('arrow', GREY)}${arrows.some(({ line }) => line === 'no') ? head('broken', RED) : ''}</defs>`,
    ...frames.flatMap((frame) => [
      `<rect ${corner(frame)} rx="8" fill="${GREY}" fill-opacity="0.1" stroke="${GREY}" stroke-opacity="0.6"/>`,
      `<text x="${frame.x - frame.width / 2 + 10}" y="${frame.y - frame.height / 2 + 16}" font-size="12" font-weight="bold" fill="${GREY}">${escape(frame.title)}</text>`,
    ]),
    ...arrows.map(({ points, line }) => `<path d="${curve(points)}" fill="none" ${LINES[line]}/>`),
    ...boxes.flatMap((box) => {
      const left = box.x - box.width / 2;
      return [
        `<rect ${corner(box)} rx="5" fill="#f6f8fa" stroke="${GREY}"/>`,
        `<rect x="${left}" y="${box.y - box.height / 2 + 5}" width="5" height="${box.height - 10}" fill="${STRIPES.find(([kind]) => kind.test(box.kind))?.[1] ?? OTHER_STRIPE}"/>`,
        `<text x="${left + 14}" y="${box.y - 3}" font-size="13" fill="#1f2328">${escape(box.title)}</text>`,
        `<text x="${left + 14}" y="${box.y + 14}" font-size="11" fill="#57606a">${escape(box.kind)}</text>`,
      ];
    }),
    ...legend(height, new Set(arrows.map(({ line }) => line))),
    '</svg>',
    '',
  ].join('\n');
}

function head(id: string, colour: string): string {
  return `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">`
    + `<path d="M0 0L8 4L0 8z" fill="${colour}"/></marker>`;
}

const MEANINGS: Record<Line, string> = { yes: 'arrives', no: 'does not arrive', unknown: 'not known', leads: 'leads to', watched: 'watched by' };

function legend(top: number, lines: ReadonlySet<Line>): string[] {
  const y = top + LEGEND / 2 - 2;
  return (Object.keys(MEANINGS) as Line[]).filter((line) => lines.has(line)).flatMap((line, index) => [
    `<path d="M${14 + index * 140} ${y}h30" fill="none" ${LINES[line]}/>`,
    `<text x="${52 + index * 140}" y="${y + 4}" font-size="12" fill="${GREY}">${MEANINGS[line]}</text>`,
  ]);
}

/** Through the first and the last point, and smoothly past those between. */
function curve(points: readonly Point[]): string {
  const at = ({ x, y }: Point) => `${x} ${y}`;
  const middle = (one: Point, other: Point): Point => ({ x: Math.round((one.x + other.x) / 2), y: Math.round((one.y + other.y) / 2) });
  const inner = points.slice(1, -1).map((point, index) => {
    const next = points[index + 2];
    return `Q${at(point)} ${at(index + 3 === points.length ? next : middle(point, next))}`;
  });
  return `M${at(points[0])}${inner.join('')}${inner.length === 0 ? `L${at(points.at(-1)!)}` : ''}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
