import { Duration, Lazy, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Beside } from './beside';
import { beside, Given, given, Giving, mapOf, struct } from './given';
import { amountAround, hostileText, mostly, numberAround, textOf } from './hostile';
import { AlarmOverride, Severity } from '../../src';

/** How to make one construct from samples. */
export interface Sampled<Value = unknown> {
  readonly data: fc.Arbitrary<Given<Value>>;
  readonly make: (scope: Construct, id: string, value: Value, beside: Beside) => unknown;
}

/** Constructs by their names. */
export type Samples = { readonly [construct: string]: Sampled<never> };

export function sampled<Value>(data: fc.Arbitrary<Given<Value>>, make: Sampled<Value>['make']): Sampled<never> {
  return { data, make } as unknown as Sampled<never>;
}

/** Numbers, now and then such as are known only when the template is written. */
export function numbers(...limits: number[]): Giving<number> {
  return orLater(numberAround(...limits), Math.min(...limits), (value) => value);
}

/** Durations, now and then such as are known only when the template is written. */
export function seconds(...limits: number[]): Giving<Duration> {
  return orLater(amountAround(...limits), Math.min(...limits), (amount) => Duration.seconds(amount));
}

export function minutes(...limits: number[]): Giving<Duration> {
  return orLater(amountAround(...limits), Math.min(...limits), (amount) => Duration.minutes(amount));
}

export function mebibytes(...limits: number[]): Giving<Size> {
  return orLater(amountAround(...limits), Math.max(...limits), (amount) => Size.mebibytes(amount));
}

function orLater<Value>(now: fc.Arbitrary<number>, least: number, make: (amount: number) => Value): Giving<Value> {
  return mostly(given(now, make), given(fc.constant(least), () => make(Lazy.number({ produce: () => least }))));
}

export const removalPolicy: fc.Arbitrary<RemovalPolicy> = mostly(
  fc.constantFrom(RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE), fc.constant(RemovalPolicy.SNAPSHOT),
);

export const encryptionKey: Giving<kms.IKey> = mostly(beside('key'), beside('managedKey', 'keyAlias'));

const ALARM_OVERRIDE = struct<AlarmOverride>('AlarmOverride', {
  enabled: fc.boolean(),
  threshold: mostly(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(NaN, Infinity, -1, 0.5)),
  evaluationPeriods: numbers(1, 1440),
  severity: fc.constantFrom(Severity.WARNING, Severity.CRITICAL),
});

/** Changes to alarms of these keys, and to some that there are not. */
export function alarms(...keys: string[]): Giving<{ [key: string]: AlarmOverride }> {
  return keys.length > 0 ? mapOf(textOf(fc.constantFrom(...keys)), ALARM_OVERRIDE) : mapOf(hostileText, ALARM_OVERRIDE, 1);
}

/** Names of parts. The CDK itself refuses those without a letter or digit in a construct that is named Default. */
export const name = mostly(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/), hostileText.filter((text) => /[A-Za-z0-9]/.test(text)));
