import * as cdk from 'aws-cdk-lib';
import { Property } from './assembly';
import * as keel from '../../src';

const DURATION_UNITS = ['millis', 'seconds', 'minutes', 'hours', 'days'] as const;

/** Is the documented default a literal? Prose begins with a dash. */
export function hasLiteralDefault({ docs }: Property): boolean {
  return docs?.default !== undefined && !docs.default.startsWith('-');
}

/** The value of a literal `@default`. Fails on anything but the forms below, and on a literal that is not of the property's type. */
export function literalDefault(property: Property): unknown {
  const text = property.docs!.default!;
  const value = valueOf(text, property);
  if (value === undefined) {
    throw new Error(`'@default ${text}' of '${property.name}' is no literal of its type. `
      + "Write a number, a boolean, a 'string', a Duration.unit(n) or an Enum.MEMBER, or begin with a dash if it is prose.");
  }
  return value;
}

/** Another value of the same type: half the number, the other boolean, a minute more, another member of the enum. */
export function otherThan(value: unknown, { type }: Property): unknown {
  if (value instanceof cdk.Duration) {
    const inHours = value.toSeconds() > 0 && value.toSeconds() % 3600 === 0;
    return value.plus(inHours ? cdk.Duration.hours(1) : cdk.Duration.minutes(1));
  }
  switch (type.primitive) {
    case 'number': return Math.ceil(Number(value) / 2) === value ? value + 1 : Math.ceil(Number(value) / 2);
    case 'boolean': return !value;
    case 'string': return `x${value}`;
    default: return Object.values(enumOf(type.fqn!)).find((member) => member !== value);
  }
}

function valueOf(text: string, { type }: Property): unknown {
  switch (type.primitive) {
    case 'number': return /^-?\d+(_\d+)*(\.\d+)?$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
    case 'boolean': return { true: true, false: false }[text];
    case 'string': return /^'([^'\\]*)'$/.exec(text)?.[1];
    default: return type.fqn === 'aws-cdk-lib.Duration' ? durationIn(text) : memberIn(text, type.fqn ?? '');
  }
}

function durationIn(text: string): cdk.Duration | undefined {
  const [, unitName, amount] = /^Duration\.(\w+)\((\d+)\)$/.exec(text) ?? [];
  const unit = DURATION_UNITS.find((one) => one === unitName);
  return unit && cdk.Duration[unit](Number(amount));
}

/** The type of the property says which enum is meant. */
function memberIn(text: string, enumName: string): unknown {
  const [, name, member] = /^(\w+)\.([A-Z0-9_]+)$/.exec(text) ?? [];
  return enumName.split('.').at(-1) === name ? enumOf(enumName)[member] : undefined;
}

/** The enum of a full name such as `aws-cdk-lib.aws_sns.SubscriptionProtocol` or `cdk-keel.Severity`; empty if there is none. */
function enumOf(fullName: string): Members {
  const [assembly, ...path] = fullName.split('.');
  const exported = { 'aws-cdk-lib': cdk, 'cdk-keel': keel }[assembly] as Members | undefined;
  return path.reduce((parent, name) => parent?.[name] as Members | undefined, exported) ?? {};
}

type Members = Record<string, unknown>;
