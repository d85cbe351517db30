import { feedsOf, standsFor, watchedBy } from './relations';
import { checkTemplates } from '../../src/delivery/check-templates';
import { DeliveryModel } from '../../src/delivery/model/delivery-model';
import { Resource } from '../../src/delivery/model/resource';
import { JsonObject } from '../../src/delivery/model/template';
import { graphOf } from '../../src/delivery/report/graph';

/** How an edge is drawn. It delivers, it does not, or nobody knows; without a rule that judges it, one leads to the other, or is watched by it. */
export type Line = 'yes' | 'no' | 'unknown' | 'leads' | 'watched';

/** A box of a picture. */
export interface Box {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** The frame it is in. */
  readonly frame?: string;
}

/** An arrow of a picture. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly line: Line;
}

/** What is drawn, before anybody knows where. */
export interface Picture {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** The delivery graph of a template, with the relations that lead to it and from it. */
export function pictureOf(template: JsonObject): Picture {
  const input = { id: 'Shop', template };
  const model = new DeliveryModel([input]);
  const links: Link[] = [
    ...graphOf(checkTemplates([input])).edges.flatMap(({ from, to, delivers }) => (to ? [{ from, to, line: delivers }] : [])),
    ...feedsOf(model).map((relation): Link => ({ ...relation, line: 'leads' })),
    ...watchedBy(model).map((relation): Link => ({ ...relation, line: 'watched' })),
  ].map(({ from, to, line }) => ({ from: standsFor(from, model), to: standsFor(to, model), line }));

  const resources = [...new Map(links.flatMap(({ from, to }) => [from, to]).map((resource) => [resource.logicalId, resource])).values()];
  const groups = groupsOf(resources, links);
  const frames = framesOf(resources);
  const arrows = links.map(({ from, to, line }): Arrow => ({ from: groups.get(from.logicalId)!.id, to: groups.get(to.logicalId)!.id, line }));
  return {
    boxes: [...new Set(groups.values())].map((group) => boxOf(group, frames)),
    arrows: [...new Map(arrows.map((arrow) => [JSON.stringify(arrow), arrow])).values()],
  };
}

interface Link {
  readonly from: Resource;
  readonly to: Resource;
  readonly line: Line;
}

interface Group {
  readonly id: string;
  readonly members: Resource[];
}

/** Alarms of one set that tell the same topics are one box. */
function groupsOf(resources: readonly Resource[], links: readonly Link[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const resource of resources) {
    const told = links.filter(({ from }) => from.logicalId === resource.logicalId).map(({ to }) => to.logicalId);
    const key = resource.type === 'AWS::CloudWatch::Alarm' ? JSON.stringify([parentOf(resource.path), told]) : resource.logicalId;
    const group = groups.get(key) ?? { id: resource.logicalId, members: [] };
    group.members.push(resource);
    groups.set(key, group);
  }
  return new Map([...groups.values()].flatMap((group) => group.members.map(({ logicalId }): [string, Group] => [logicalId, group])));
}

/** Constructs of the stack that have more than one resource in the picture. */
function framesOf(resources: readonly Resource[]): Set<string> {
  const names = resources.map(({ path }) => path.split('/')).filter(({ length }) => length > 2).map(([, name]) => name);
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

function boxOf({ id, members }: Group, frames: ReadonlySet<string>): Box {
  const [resource] = members;
  const [, ...path] = resource.path.split('/');
  const frame = frames.has(path[0]) && path.length > 1 ? path[0] : undefined;
  const title = titleOf(members, frame === undefined ? path : path.slice(1));
  return { id, frame, title, kind: resource.type.replace(/^AWS::/, '').replaceAll('::', ' ') };
}

function titleOf([resource, ...more]: readonly Resource[], path: readonly string[]): string {
  if (resource.type === 'AWS::ApiGateway::Method') return `${path.at(-1)} ${path.slice(path.indexOf('Default') + 1, -1).map((part) => `/${part}`).join('') || '/'}`;
  if (resource.type !== 'AWS::CloudWatch::Alarm') return path.join('/');
  const owner = path.slice(0, -2).join('/');
  return `${owner}${owner && ': '}${more.length === 0 ? path.at(-1) : `${more.length + 1} alarms`}`;
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
