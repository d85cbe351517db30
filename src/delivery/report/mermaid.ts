import { DeliveryGraph, GraphEdge, GraphNode, graphOf } from './graph';
import { Finding } from '../check-templates';
import { Resource } from '../model/resource';

/** What stands for receivers that are in none of the templates. */
const ELSEWHERE = 'elsewhere';
const BAD = 'stroke:#d32f2f,stroke-width:3px';

/**
 * The delivery graph: a plain arrow where everything arrives, a dotted one where that is unknown, and a thick one with the rules where something does not.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(findings: readonly Finding[]): string {
  const { nodes, edges } = graphOf(findings);
  const broken = edges.flatMap(({ delivers }, index) => (delivers === 'no' ? [index] : []));
  const changes = nodes.filter((node) => node.changes).map(({ resource }) => idOf(resource));
  return [
    'flowchart LR',
    ...stacks(nodes),
    ...edges.some(({ to }) => to === undefined) ? [`  ${ELSEWHERE}(("?"))`] : [],
    ...edges.map((edge) => `  ${idOf(edge.from)} ${arrow(edge)} ${edge.to ? idOf(edge.to) : ELSEWHERE}`),
    ...broken.length > 0 ? [`  linkStyle ${broken.join(',')} ${BAD}`] : [],
    ...changes.length > 0 ? [`  classDef change ${BAD}`, `  class ${changes.join(',')} change`] : [],
  ].join('\n');
}

function arrow({ delivers, broken }: GraphEdge): string {
  if (delivers === 'unknown') return '-.->';
  return broken.length === 0 ? '-->' : `==>|"${broken.map(escape).join('<br/>')}"|`;
}

function stacks(nodes: DeliveryGraph['nodes']): string[] {
  const ids = [...new Set(nodes.map(({ resource }) => resource.stackId))];
  const line = ({ resource }: GraphNode) => `${idOf(resource)}["${labelOf(resource)}"]`;
  const inside = (stack: string) => nodes.filter(({ resource }) => resource.stackId === stack).map(line);
  if (ids.length < 2) return ids.flatMap(inside).map((node) => `  ${node}`);
  return ids.flatMap((stack) => [`  subgraph stack_${encode(stack)}["${escape(stack)}"]`, ...inside(stack).map((node) => `    ${node}`), '  end']);
}

function labelOf({ path, type }: Resource): string {
  return `${escape(path)}<br/>${escape(type.replace(/^AWS::/, '').replaceAll('::', ' '))}`;
}

/** The same in every run, and never a keyword. */
function idOf({ stackId, logicalId }: Resource): string {
  return `${encode(stackId)}__${encode(logicalId)}`;
}

function encode(name: string): string {
  return name.replace(/[^A-Za-z0-9]/gu, (character) => `_${character.codePointAt(0)!.toString(16)}_`);
}

/** Entity codes for all that Mermaid or HTML could read something into. */
function escape(label: string): string {
  return label.replace(/[^\p{L}\p{N} _./:-]/gu, (character) => `#${character.codePointAt(0)};`);
}
