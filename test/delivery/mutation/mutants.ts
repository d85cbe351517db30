import { ADDITIONS } from './additions';
import { Mutation, mutationsOfProperty, mutationsOfStatement, TWIN } from './operators';
import { at, changed, changedAt, isExpression, Path, Place, references, resourceAt, Stacks, Value } from './place';
import { valuesOf } from './relied-on';
import { ResourceJson } from '../cases/delivery-case';

/** Templates with one change. */
export interface Mutant extends Place {
  readonly operator: string;
  readonly twinOf?: string;
  /** Made when it is judged: thousands of them at once would not fit. */
  readonly make: () => Stacks;
}

/** Every mutant of some resources of templates. */
export function mutantsOf(stacks: Stacks, resources: readonly Omit<Place, 'path'>[]): Mutant[] {
  return resources.flatMap((place) => mutationsOf(stacks, { ...place, path: [] }).map((mutation) => mutantOf(stacks, place, mutation)));
}

/** The templates with the twin that a mutant refers to, and without its change. */
export function withTwin(stacks: Stacks, stack: string, twinOf: string | undefined): Stacks {
  return twinOf === undefined ? stacks : changedAt(stacks, [stack, 'Resources', TWIN], () => twin(stacks[stack].Resources[twinOf]));
}

function mutantOf(stacks: Stacks, { stack, logicalId }: Omit<Place, 'path'>, { operator, path, change, twinOf }: Mutation): Mutant {
  return { stack, logicalId, operator, path, twinOf, make: () => changed(withTwin(stacks, stack, twinOf), { stack, logicalId, path }, change) };
}

/** A resource like another, under a name of its own. */
function twin({ Type, Properties = {} }: ResourceJson): ResourceJson {
  const unnamed = Object.entries(Properties).filter(([key, value]) => typeof value !== 'string' || !key.endsWith('Name'));
  return { Type, Properties: Object.fromEntries(unnamed) };
}

function mutationsOf(stacks: Stacks, place: Place): Mutation[] {
  const { Resources } = stacks[place.stack];
  const resource = resourceAt(stacks, place);
  const others = Object.keys(Resources).filter((id) => id !== place.logicalId);
  const isReferredTo = others.some((id) => references(Resources[id].Properties).includes(place.logicalId));
  return [
    ...(isReferredTo ? [] : [{ operator: 'resource dropped', path: [], change: () => undefined }]),
    ...mutationsBelow(Resources, resource, ['Properties']),
    ...(ADDITIONS[resource.Type] ?? []).filter(([property]) => resource.Properties?.[property] === undefined).map(([property, value]) => (
      { operator: `set to ${JSON.stringify(value)}`, path: ['Properties', property], change: () => value }
    )),
  ];
}

/** Goes down to statements, whose parts are changed as such, and to all that a delivery relies on. */
function mutationsBelow(resources: Stacks[string]['Resources'], resource: ResourceJson, path: Path): Mutation[] {
  const value: Value = at(resource, path);
  if (isStatement(value)) return mutationsOfStatement(resources, resource, path);
  const values = valuesOf(resource.Type, path.slice(1));
  const own = path.length > 1 && values ? mutationsOfProperty(resources, path, value, values) : [];
  if (typeof value !== 'object' || value === null || isExpression(value)) return value === undefined ? [] : own;
  const steps = Array.isArray(value) ? value.map((_one, index) => index) : Object.keys(value);
  return [...own, ...steps.flatMap((step) => mutationsBelow(resources, resource, [...path, step]))];
}

function isStatement(value: Value): boolean {
  return value?.Effect === 'Allow' || value?.Effect === 'Deny';
}
