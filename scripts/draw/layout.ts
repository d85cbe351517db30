import { createRequire } from 'node:module';
import { Arrow, Box, Picture } from './picture';

// Its types say that it is an ES module only, and it has both.
const { graphlib, layout } = createRequire(__filename)('@dagrejs/dagre') as typeof import('@dagrejs/dagre', { with: { 'resolution-mode': 'import' } });

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a rectangle, and its size. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** A picture of which everything has its place. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Box & Rectangle)[];
  readonly arrows: readonly (Arrow & { readonly points: readonly Point[] })[];
  readonly frames: readonly (Rectangle & { readonly title: string })[];
}

const BOX_HEIGHT = 46;
/** Of a sans-serif letter of 13 pixels, rather too wide than too narrow. */
const LETTER = 7.4;
const MARGIN = 12;
/** Room above the boxes of a frame. */
const FRAME_TITLE = 8;

/** Places boxes from left to right, as messages go, so that few arrows run under a box. The same picture has the same places in every run. */
export function layOut(picture: Picture): LaidOut {
  const { boxes, arrows } = picture;
  const tries = (['network-simplex', 'tight-tree', 'longest-path'] as const).flatMap((ranker) => (
    [picture, { ...picture, boxes: [...boxes].reverse() }, { ...picture, arrows: [...arrows].reverse() }].map((one) => placed(one, ranker))
  ));
  return tries.reduce((best, one) => (hiddenIn(one) < hiddenIn(best) ? one : best));
}

function placed({ boxes, arrows }: Picture, ranker: 'network-simplex' | 'tight-tree' | 'longest-path'): LaidOut {
  const graph = new graphlib.Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 54, ranker });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const title of new Set(boxes.flatMap(({ frame }) => (frame === undefined ? [] : [frame])))) graph.setNode(frameId(title), { title });
  for (const { id, title, kind, frame } of boxes) {
    graph.setNode(id, { width: Math.ceil(Math.max(title.length * LETTER, kind.length * LETTER * 0.85)) + 30, height: BOX_HEIGHT });
    if (frame !== undefined) graph.setParent(id, frameId(frame));
  }
  arrows.forEach(({ from, to }, index) => graph.setEdge(from, to, {}, `${index}`));
  layout(graph);

  return trimmed({
    boxes: boxes.map((box) => ({ ...box, ...rectangleOf(graph.node(box.id)) })),
    arrows: arrows.map((arrow, index) => {
      const { points } = graph.edge({ v: arrow.from, w: arrow.to, name: `${index}` });
      return { ...arrow, points: points.map(pointOf) };
    }),
    frames: graph.nodes().filter((id: string) => graph.children(id).length > 0).map((id: string) => {
      const { title, ...frame } = graph.node(id);
      const { x, y, width, height } = rectangleOf(frame);
      return { title, x, y: y - FRAME_TITLE / 2, width, height: height + FRAME_TITLE };
    }),
  });
}

/** How often an arrow runs under a box that it neither comes from nor goes to. */
function hiddenIn({ boxes, arrows }: LaidOut): number {
  return arrows.flatMap(({ from, to, points }) => boxes.filter(({ id, x, y, width, height }) => (
    id !== from && id !== to && points.slice(1).some((end, index) => between(points[index], end).some((point) => (
      Math.abs(point.x - x) < width / 2 && Math.abs(point.y - y) < height / 2
    )))
  ))).length;
}

function between(start: Point, end: Point): Point[] {
  return Array.from({ length: 20 }, (_, step) => ({ x: start.x + (end.x - start.x) * step / 20, y: start.y + (end.y - start.y) * step / 20 }));
}

/** The size of a picture, and its left and upper margin. The layout counts boxes, but not the arrows around them. */
function trimmed({ boxes, arrows, frames }: Omit<LaidOut, 'width' | 'height'>): LaidOut {
  const corners = [...boxes, ...frames].flatMap(({ x, y, width, height }): Point[] => (
    [{ x: x - width / 2, y: y - height / 2 }, { x: x + width / 2, y: y + height / 2 }]
  ));
  const points = [...corners, ...arrows.flatMap((arrow) => arrow.points)];
  const [left, right] = [Math.min, Math.max].map((extreme) => extreme(...points.map(({ x }) => x)));
  const [top, bottom] = [Math.min, Math.max].map((extreme) => extreme(...points.map(({ y }) => y)));
  const [dx, dy] = [left, top].map((least) => MARGIN - Math.floor(least));
  const moved = <T extends Point>(one: T): T => ({ ...one, x: one.x + dx, y: one.y + dy });
  return {
    width: Math.ceil(right + dx + MARGIN),
    height: Math.ceil(bottom + dy + MARGIN),
    boxes: boxes.map(moved),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map(moved) })),
    frames: frames.map(moved),
  };
}

function rectangleOf({ x, y, width, height }: Rectangle): Rectangle {
  return { ...pointOf({ x, y }), width: 2 * Math.round(width / 2), height: 2 * Math.round(height / 2) };
}

function pointOf({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

function frameId(title: string): string {
  return `frame ${title}`;
}
