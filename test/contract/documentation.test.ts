import { propertiesOf, Type, TYPES } from './assembly';

const ALL = [...TYPES.values()];

test.each(ALL)('$name has a docstring, and so has each of its members', (type) => {
  expect(withoutSummary(type)).toEqual([]);
});

test.each(ALL.filter((type) => type.datatype))('every optional property of $name has a @default', (struct) => {
  const undocumented = propertiesOf(struct).filter((property) => property.optional && property.docs?.default === undefined);
  expect(undocumented.map(({ name }) => name)).toEqual([]);
});

test.each(ALL.filter((type) => type.datatype))('no required property of $name has a @default', (struct) => {
  const contradictory = propertiesOf(struct).filter((property) => !property.optional && property.docs?.default !== undefined);
  expect(contradictory.map(({ name }) => name)).toEqual([]);
});

/** Names of what has no docstring: the type, its members, and the parameters of its methods. */
function withoutSummary(type: Type): string[] {
  const methods = type.methods ?? [];
  const parameters = methods.flatMap((method) => (method.parameters ?? []).map((parameter) => (
    { ...parameter, name: `${method.name}(${parameter.name})` }
  )));
  return [type, ...type.properties ?? [], ...type.members ?? [], ...methods, ...parameters]
    .filter(({ docs }) => !docs?.summary)
    .map(({ name }) => name);
}
