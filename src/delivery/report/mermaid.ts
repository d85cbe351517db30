import { Finding } from '../check-templates';
import { Verdict } from '../expression/verdict';
import { Resource } from '../model/resource';

/** What stands for receivers that are in none of the templates. */
const ELSEWHERE = 'elsewhere';
const BAD = 'stroke:#d32f2f,stroke-width:3px';

/** All that is said of one sender and one receiver. */
interface Link {
  readonly from: string;
  readonly to: string;
  readonly findings: Finding[];
}

/**
 * The delivery graph: a plain arrow where everything arrives, a dotted one where that is unknown, and a thick one with the rules where something does not.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(findings: readonly Finding[]): string {
  const nodes = new Map<string, Resource>();
  const changes = new Set<string>();
  for (const { from, to, at, delivers } of findings) {
    for (const resource of delivers === 'no' ? [from, to, at] : [from, to]) if (resource) nodes.set(idOf(resource), resource);
    if (delivers === 'no') changes.add(idOf(at));
  }
  const links = linksOf(findings);
  const broken = links.flatMap((link, index) => (verdictOf(link) === 'no' ? [index] : []));
  return [
    'flowchart LR',
    ...stacks(nodes),
    ...links.some(({ to }) => to === ELSEWHERE) ? [`  ${ELSEWHERE}(("?"))`] : [],
    ...links.map((link) => `  ${link.from} ${arrow(link)} ${link.to}`),
    ...broken.length > 0 ? [`  linkStyle ${broken.join(',')} ${BAD}`] : [],
    ...changes.size > 0 ? [`  classDef change ${BAD}`, `  class ${[...changes].join(',')} change`] : [],
  ].join('\n');
}

/** What is said of one resource alone has an arrow only where it is broken. */
function linksOf(findings: readonly Finding[]): Link[] {
  const links = new Map<string, Link>();
  for (const finding of findings.filter(({ from, to, delivers }) => (to === undefined ? delivers !== 'yes' : to !== from || delivers === 'no'))) {
    const [from, to] = [idOf(finding.from), finding.to ? idOf(finding.to) : ELSEWHERE];
    const link = links.get(`${from} ${to}`) ?? { from, to, findings: [] };
    link.findings.push(finding);
    links.set(`${from} ${to}`, link);
  }
  return [...links.values()];
}

function verdictOf({ findings }: Link): Verdict {
  return (['no', 'unknown'] as const).find((verdict) => findings.some(({ delivers }) => delivers === verdict)) ?? 'yes';
}

function arrow(link: Link): string {
  if (verdictOf(link) === 'unknown') return '-.->';
  const rules = new Set(link.findings.filter(({ delivers }) => delivers === 'no').map(({ rule }) => escape(rule.id)));
  return rules.size === 0 ? '-->' : `==>|"${[...rules].join('<br/>')}"|`;
}

function stacks(nodes: ReadonlyMap<string, Resource>): string[] {
  const ids = [...new Set([...nodes.values()].map(({ stackId }) => stackId))];
  const inside = (stack: string) => [...nodes].filter(([, { stackId }]) => stackId === stack).map(([id, resource]) => `${id}["${labelOf(resource)}"]`);
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
