import { Finding } from '../check-templates';
import { Verdict } from '../expression/verdict';
import { Resource } from '../model/resource';

/** A resource in the delivery graph. */
export interface GraphNode {
  readonly resource: Resource;
  /** Something has to change here, so that everything arrives. */
  readonly changes: boolean;
}

/** A sender, a receiver, and what all rules together say of them. */
export interface GraphEdge {
  readonly from: Resource;
  /** Undefined where the receiver is in none of the templates. */
  readonly to?: Resource;
  readonly delivers: Verdict;
  /** Ids of the rules that do not hold. */
  readonly broken: readonly string[];
}

/** Who sends to whom: what every picture of it is drawn from. */
export interface DeliveryGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The delivery graph of the findings, those that deliver among them. */
export function graphOf(findings: readonly Finding[]): DeliveryGraph {
  const resources = new Map<string, Resource>();
  const changes = new Set<string>();
  for (const { from, to, at, delivers } of findings) {
    for (const resource of delivers === 'no' ? [from, to, at] : [from, to]) if (resource) resources.set(keyOf(resource), resource);
    if (delivers === 'no') changes.add(keyOf(at));
  }
  return { nodes: [...resources].map(([key, resource]) => ({ resource, changes: changes.has(key) })), edges: edgesOf(findings) };
}

/** What is said of one resource alone has an edge only where it is broken. */
function edgesOf(findings: readonly Finding[]): GraphEdge[] {
  const edges = new Map<string, { from: Resource; to?: Resource; findings: Finding[] }>();
  for (const finding of findings.filter(({ from, to, delivers }) => (to === undefined ? delivers !== 'yes' : to !== from || delivers === 'no'))) {
    const { from, to } = finding;
    const key = JSON.stringify([keyOf(from), to && keyOf(to)]);
    const edge = edges.get(key) ?? { from, to, findings: [] };
    edge.findings.push(finding);
    edges.set(key, edge);
  }
  return [...edges.values()].map(({ from, to, findings: all }) => ({
    from,
    to,
    delivers: (['no', 'unknown'] as const).find((verdict) => all.some(({ delivers }) => delivers === verdict)) ?? 'yes',
    broken: [...new Set(all.filter(({ delivers }) => delivers === 'no').map(({ rule }) => rule.id))],
  }));
}

function keyOf({ stackId, logicalId }: Resource): string {
  return JSON.stringify([stackId, logicalId]);
}
