import { Docs, Parameter, propertiesOf, Type, TYPES, TypeReference } from './assembly';

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

/** Any number will do. */
const FREE = ['AlarmDefinition.threshold', 'AlarmOverride.threshold'];

/** What a number counts, or the unit that it is measured in. */
const UNITS = [
  'bytes', 'MiB', 'GiB', 'seconds', 'minutes', 'hours', 'days', 'times', 'periods', "metric's unit", 'percent', 'units', 'port',
  'executions', 'gateways', 'instances', 'invocations', 'messages', 'nodes', 'records', 'requests', 'shards', 'steps', 'tasks', 'whole number', 'zones',
];
const UNIT = new RegExp(`\\b(${UNITS.join('|')})\\b`, 'i');

/** From what, to what: a number, or the name of what bounds it. */
const RANGE = /\d|`\w+`/;

const INPUTS = ALL.flatMap((type) => (
  [...inputsOf(type)].map(([name, { type: reference, docs }]) => ({ name: `${type.name}.${name}`, reference, text: textOf(docs) }))
));

test.each(INPUTS.filter(({ reference }) => reference.primitive === 'number'))('$name says its unit: $text', ({ text }) => {
  expect(text).toMatch(UNIT);
});

test.each(INPUTS.filter(({ name, reference }) => bounded(reference) && !FREE.includes(name)))('$name says from what to what it goes: $text', ({ text }) => {
  expect(text).toMatch(RANGE);
});

function bounded({ primitive, fqn }: TypeReference): boolean {
  return primitive === 'number' || fqn === 'aws-cdk-lib.Duration' || fqn === 'aws-cdk-lib.Size';
}

/** What can be given: properties of structs, and parameters of methods and constructors. */
function* inputsOf(type: Type): Iterable<[string, Parameter]> {
  if (type.datatype) for (const property of type.properties ?? []) yield [property.name, property];
  yield* parametersOf(type);
}

function* parametersOf({ methods = [], initializer }: Type): Iterable<[string, Parameter]> {
  for (const { name, parameters = [] } of [...methods, { ...initializer, name: 'constructor' }]) {
    for (const parameter of parameters) yield [`${name}(${parameter.name})`, parameter];
  }
}

function textOf({ summary = '', remarks = '' }: Docs = {}): string {
  return `${summary} ${remarks}`.trim();
}

/** Names of what has no docstring: the type, its members, and the parameters of its methods and of its constructor. */
function withoutSummary(type: Type): string[] {
  const parameters = [...parametersOf(type)].map(([name, { docs }]) => ({ name, docs }));
  return [type, ...type.properties ?? [], ...type.members ?? [], ...type.methods ?? [], ...parameters]
    .filter(({ docs }) => !docs?.summary)
    .map(({ name }) => name);
}
