import { Duration, RemovalPolicy, Size, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * One thing that a prop must fulfil. A value that is missing or a token is never judged: it is unknown at synth.
 */
export interface Rule {
  /** Name of the prop as the user wrote it. */
  readonly prop: string;
  /** What was received. */
  readonly value: unknown;
  /** Is the value acceptable? */
  readonly holds: (value: never) => boolean;
  /** What the prop must be, and what to do: the end of the sentence "'prop' …". */
  readonly must: string;
}

/**
 * Throws one error that lists every broken rule. A constructor calls it before `super(scope, id)`, so that nothing half-made is left in the tree.
 *
 * @param subject what was called, with the path of the construct: "QueueWithDlq 'Shop/Jobs'"
 */
export function check(subject: string, rules: Rule[]): void {
  const broken = rules.filter(isBroken);
  if (broken.length > 0) {
    const lines = broken.map((rule) => `  - '${rule.prop}' ${rule.must}, but got ${show(rule.value)}`);
    throw new Error([`${subject} got invalid values:`, ...lines].map(onOneLine).join('\n'));
  }
}

/** As `check`, for the constructor of a construct that is about to be added to a scope. */
export function checkProps(construct: string, scope: IConstruct, id: string, rules: Rule[]): void {
  check(`${construct} '${[scope.node.path, id].filter(Boolean).join('/')}'`, [...idRules(id), ...rules]);
}

/** What an id must be for the names that follow from it. */
function idRules(id: string): Rule[] {
  return [
    { prop: 'id', value: id, holds: (text: string) => text !== '', must: 'must not be empty' },
    known('id', Token.isUnresolved(id), 'logical ids follow from it'),
  ];
}

/** What the id of something that a method adds to a construct must be. */
export function childIdRules(scope: IConstruct, id: string): Rule[] {
  return [
    ...idRules(id),
    { prop: 'id', value: id, holds: (text: string) => text !== 'Default', must: 'must be another than Default, which the CDK leaves out of logical ids' },
    { prop: 'id', value: id, holds: () => !scope.node.tryFindChild(id), must: 'must be free, and it is taken' },
  ];
}

/** Acceptable when it is a whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): (value: number) => boolean {
  return (value) => Number.isInteger(value) && value >= min && value <= max;
}

/** Acceptable when it is the same, or when it is not known what is wanted. */
export function isOf(wanted: string): (received: string) => boolean {
  return (received) => Token.isUnresolved(wanted) || received === wanted;
}

/** A rule for text that has a form. */
export function matches(prop: string, value: string | undefined, form: RegExp, must: string): Rule {
  return { prop, value, holds: (text: string) => form.test(text), must: `must ${must}` };
}

/** A rule for a number from which other settings follow. */
export function knownNumber(prop: string, value: number | undefined): Rule {
  return known(prop, Token.isUnresolved(value));
}

/** A rule for a duration from which other settings follow. */
export function knownDuration(prop: string, duration: Duration | undefined): Rule {
  return known(prop, duration?.isUnresolved() ?? false);
}

/** A rule for a size from which other settings follow. */
export function knownSize(prop: string, size: Size | undefined): Rule {
  return known(prop, size?.isUnresolved() ?? false);
}

/** A rule for text that has to be known, for a reason. */
export function knownText(prop: string, text: string | undefined, because: string): Rule {
  return known(prop, Token.isUnresolved(text), because);
}

/** A rule for the names in a map: in templates only values can be known later. */
export function knownNames(prop: string, map: object | undefined): Rule {
  return {
    prop,
    value: Object.keys(map ?? {}).some(Token.isUnresolved) ? 'a token' : undefined,
    holds: () => false,
    must: 'must have names that are known at synth: only values may be tokens',
  };
}

/** A rule for what is to happen to resources of which no snapshot can be made. */
export function removalRule(removalPolicy: RemovalPolicy | undefined): Rule {
  return {
    prop: 'removalPolicy',
    value: removalPolicy,
    holds: (policy: RemovalPolicy) => policy !== RemovalPolicy.SNAPSHOT,
    must: 'must not be SNAPSHOT, which CloudFormation has for databases, caches and volumes only: RETAIN keeps what is there',
  };
}

/** The seconds in a duration, fractions kept; undefined where they are not known at synth. */
export function seconds(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toSeconds({ integral: false });
}

function known(prop: string, isToken: boolean, because = 'other settings follow from it'): Rule {
  return { prop, value: isToken ? 'a token' : undefined, holds: () => false, must: `must be known at synth, because ${because}` };
}

function isBroken(rule: Rule): boolean {
  return rule.value !== undefined && !Token.isUnresolved(rule.value) && !rule.holds(rule.value as never);
}

function show(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`;
}

/** With `\u000a` for a line feed: what users give must not look like lines of ours, nor move the cursor of a terminal. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
