import { isGrant, ON_NO_EDGE } from './callers';
import { Mutant } from './mutants';
import { TWIN } from './operators';
import { Place, references, Stacks } from './place';
import { checkTemplates, Finding } from '../../../src/delivery/check-templates';
import { Resource } from '../../../src/delivery/model/resource';
import { TemplateInput } from '../../../src/delivery/model/template';

/** Where stacks are deployed, as far as it is known. */
export type Where = Pick<TemplateInput, 'account' | 'region'>;

/** What the rules say of templates. */
export function judgementsOf(stacks: Stacks, where: Where = {}): Finding[] {
  return checkTemplates(Object.entries(stacks).map(([id, template]) => (
    { id, stackName: id, template: template as unknown as TemplateInput['template'], ...where }
  )));
}

/** What tells one judgement from another. */
export function keyOf({ rule, from, to, at, delivers }: Finding): string {
  return [rule.id, ...[from, to, at].map((one) => one && nameOf(one)), delivers].join(' ');
}

/** The resources that any judgement is about, and those that have a say in it: policies, permissions, roles, keys and what makes an edge. */
export function onEdges(stacks: Stacks, judgements: readonly Finding[]): Omit<Place, 'path'>[] {
  const judged = new Set(judgements.flatMap(({ from, to, at }) => [from, to, at].map((one) => one && nameOf(one))));
  return Object.entries(stacks).flatMap(([stack, { Resources }]) => {
    const ids = new Set(Object.keys(Resources).filter((id) => judged.has(`${stack}/${id}`)));
    const add = (ofType: RegExp, belongs: (id: string) => boolean) => Object.keys(Resources)
      .filter((id) => ofType.test(Resources[id].Type) && belongs(id)).forEach((id) => ids.add(id));
    const refersToOne = (id: string) => references(Resources[id].Properties).some((other) => ids.has(other));
    const isReferredTo = (id: string) => [...ids].some((other) => references(Resources[other].Properties).includes(id));
    add(/./, refersToOne);
    add(/::(Role|Key|Function)$/, isReferredTo);
    add(/::(Role|Key|ManagedPolicy)$/, isReferredTo);
    add(/(Policy|Permission|Alias)$/, refersToOne);
    return [...ids].filter((id) => !ON_NO_EDGE.test(Resources[id].Type)).sort().map((logicalId) => ({ stack, logicalId }));
  });
}

/** Whether a finding is on an edge of what was changed: of the resource itself, of what it names, or of what names it. */
export function isNear(stacks: Stacks, { stack, logicalId, twinOf }: Mutant, { from, to, at }: Finding): boolean {
  const { Resources } = stacks[stack];
  const named = references(Resources[logicalId].Properties);
  const names = (id: string, other: string) => references(Resources[id]?.Properties).includes(other);
  const isNeighbour = (id: string) => id === logicalId || named.includes(id) || names(id, logicalId);
  const ids = [from, to, at].flatMap((one) => (one?.stackId === stack ? [one.logicalId === TWIN ? twinOf! : one.logicalId] : []));
  // A policy is found where what it belongs to is.
  return ids.some(isNeighbour) || (!isGrant(Resources[logicalId].Type) && ids.some((id) => named.some((one) => names(one, id))));
}

function nameOf({ stackId, logicalId }: Resource): string {
  return `${stackId}/${logicalId}`;
}
