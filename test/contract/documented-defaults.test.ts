import { Stack } from 'aws-cdk-lib';
import { Property, propertiesOf, TYPES } from './assembly';
import { hasLiteralDefault, literalDefault, otherThan } from './literal';
import { newApp } from './specimen';
import { TAKERS, takersInAssembly } from './takers';
import { templatesOf } from './template';

const CASES = [...takersInAssembly()].flatMap(([taker, struct]) => (
  propertiesOf(struct).filter(hasLiteralDefault).map((property) => ({ taker, property, name: property.name, literal: property.docs!.default }))
));

test('everything that takes a documented literal default stands in the table of takers, and nothing else', () => {
  expect(Object.keys(TAKERS).sort()).toEqual([...takersInAssembly().keys()].sort());
});

test('every literal default in the assembly is compared', () => {
  const compared = new Set<unknown>(CASES.map(({ property }) => property));
  const all = [...TYPES.values()].flatMap(({ fqn, properties = [], methods = [], initializer = {}, members = [] }) => (
    [...properties, ...methods, ...members, ...[initializer, ...methods].flatMap(({ parameters = [] }) => parameters)]
      .map((documented) => ({ documented, name: `${fqn}.${documented.name}` }))
  ));
  const literal = all.filter(({ documented }) => hasLiteralDefault(documented as Property));
  expect(literal.length).toBeGreaterThan(50);
  expect(literal.filter(({ documented }) => !compared.has(documented)).map(({ name }) => name)).toEqual([]);
});

describe.each(CASES)('$taker: $name', ({ taker, property, name, literal }) => {
  test(`left out is the same as ${literal}`, () => {
    expect(templateOf(taker, { [name]: literalDefault(property) })).toEqual(templateWithDefaults(taker));
  });

  test('another value makes another template', () => {
    expect(templateOf(taker, { [name]: otherThan(literalDefault(property), property) })).not.toEqual(templateWithDefaults(taker));
  });
});

describe('the reader of literals', () => {
  test.each([
    ['5', { primitive: 'number' }, 5],
    ['1_048_576', { primitive: 'number' }, 1_048_576],
    ['-0.5', { primitive: 'number' }, -0.5],
    ['false', { primitive: 'boolean' }, false],
    ["'index.handler'", { primitive: 'string' }, 'index.handler'],
    ['RemovalPolicy.RETAIN', { fqn: 'aws-cdk-lib.RemovalPolicy' }, 'retain'],
    ['SubscriptionProtocol.HTTPS', { fqn: 'aws-cdk-lib.aws_sns.SubscriptionProtocol' }, 'https'],
    ['Severity.WARNING', { fqn: 'cdk-keel.Severity' }, 'WARNING'],
  ])('understands %s of type %j as %j', (text, type, value) => {
    expect(literalDefault({ name: 'prop', docs: { default: text }, type })).toEqual(value);
  });

  test('understands Duration.minutes(5)', () => {
    const value = literalDefault({ name: 'prop', docs: { default: 'Duration.minutes(5)' }, type: { fqn: 'aws-cdk-lib.Duration' } });
    expect(value).toHaveProperty('amount', 5);
    expect(`${value}`).toContain('minutes');
  });

  test.each([
    ['five', { primitive: 'number' }],
    ['5', { primitive: 'string' }],
    ['5', { fqn: 'cdk-keel.Severity' }],
    ['Runtime.X', { fqn: 'aws-cdk-lib.aws_lambda.Runtime' }],
    ['RemovalPolicy.RETAIN', { fqn: 'cdk-keel.Severity' }],
    ['Duration.fortnights(2)', { fqn: 'aws-cdk-lib.Duration' }],
    ['new Foo()', { fqn: 'cdk-keel.Foo' }],
    ['none', { fqn: 'aws-cdk-lib.aws_kms.IKey' }],
  ])('fails when the default is %s of type %j', (text, type) => {
    expect(() => literalDefault({ name: 'prop', docs: { default: text }, type })).toThrow(`'@default ${text}' of 'prop' is no literal of its type`);
  });
});

const WITH_DEFAULTS = new Map<string, object>();

/** It is made once, and not to be changed. */
function templateWithDefaults(taker: string): object {
  const template = WITH_DEFAULTS.get(taker) ?? templateOf(taker, {});
  WITH_DEFAULTS.set(taker, template);
  return template;
}

function templateOf(taker: string, options: object): object {
  const app = newApp();
  TAKERS[taker](new Stack(app, 'Stack'), options);
  return templatesOf(app).get('Stack.template.json')!;
}
