import { isGrant } from './callers';
import { Lost, lostStatements, Need, standsFor } from './lost-rights';
import { references, Stacks, Value } from './place';
import type { Survivor } from './survivors';

type Resources = Stacks[string]['Resources'];

/** Whether another statement of the same resource, or of the role, allows a call in so many words. */
export function isStillGranted(survivor: Survivor, need: Need, lost: Lost): boolean {
  return grantsOf(survivor).some(({ statement }) => grants(statement, need, lost));
}

/** The statements of a key or role, and of all policies of what a policy belongs to. */
function grantsOf({ before, after, mutant }: Survivor): { statement: Value }[] {
  const owners = (resources: Resources, id: string) => references({ ...resources[id]?.Properties, PolicyDocument: undefined });
  const owned = new Set([mutant.logicalId, ...(isGrant(before[mutant.logicalId].Type) ? owners(before, mutant.logicalId) : [])]);
  const policies = Object.keys(after).filter((id) => (isGrant(after[id].Type) ? owners(after, id).some((owner) => owned.has(owner)) : owned.has(id)));
  return policies.flatMap((logicalId) => lostStatements(after, { ...mutant, logicalId, path: ['Properties'] }));
}

function grants(statement: Value, need: Need, lost: Lost): boolean {
  const { Effect, Principal, Action, Resource, Condition } = statement;
  if (Effect !== 'Allow' || ![Action].flat().some((one) => standsFor(`${one}`, need.action))) return false;
  if (Condition !== undefined && JSON.stringify(Condition) !== JSON.stringify(lost.statement.Condition)) return false;
  const resources = [Resource ?? '*'].flat().map((one) => JSON.stringify(one));
  if (!resources.includes('"*"') && !lost.resources.every((one) => resources.includes(JSON.stringify(one)))) return false;
  return isGrantedTo(Principal, need);
}

function isGrantedTo(principal: Value, need: Need): boolean {
  if (need.principal === 'role') return principal === undefined;
  if (principal === undefined) return false;
  if (need.principal.endsWith('.amazonaws.com')) return [principal.Service ?? []].flat().some((one) => one === need.principal || JSON.stringify(one).includes(`${need.principal.split('.')[0]}.`));
  // A key leaves it to the policies of the account, and other resources let everybody in whom the policies of their role let in.
  return JSON.stringify(principal.AWS ?? '').includes(':root');
}
