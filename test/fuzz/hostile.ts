import { Aws } from 'aws-cdk-lib';
import * as fc from 'fast-check';

/** Texts that mean something to a shell, a terminal, a path, a prototype or a template. */
const HOSTILE = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '../../escape', '..\\escape', '/etc/passwd', 'a\nb', 'a\r\n- \'queueName\' b', 'a\u2028b', 'a\tb',
  '\u001b[31mred', 'nul\u0000', '${AWS::NotificationARNs}', '{"Ref":"AWS::AccountId"}', '{{resolve:ssm:/hostile}}', '!{timestamp:yyyy}', '!{', '<b>', '🙂',
  'Default', 'Resource', 'a.fifo', '.fifo', '', ' ', 'x'.repeat(300), '$', '*', '"', '\'', '\\',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 100, unit: 'binary' }))
  .filter((text) => !text.includes('${Token['));

/** A text that is known only when the template is written. */
const TOKEN = Aws.STACK_NAME;

/** A text that looks like a token of the CDK, and is none. */
const FORGED_TOKEN = '${Token[TOKEN.forged]}';

/** What users give as an id, and what they should not. The package `constructs` itself refuses ids that every object has, as given already. */
export const id: fc.Arbitrary<string> = mostly(fc.oneof(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/), hostileText), fc.constant(FORGED_TOKEN))
  .filter((text) => !(text in {}));

/** Mostly good ones, so that what is made of them is seen as often as what is refused. */
export function mostly<Good, Bad = Good>(good: fc.Arbitrary<Good>, bad: fc.Arbitrary<Bad>): fc.Arbitrary<Good | Bad> {
  return fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: bad });
}

/** Good texts, and now and then a hostile one or a token. */
export function textOf(good: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return mostly(good, fc.oneof(hostileText, fc.constant(TOKEN)));
}

/** Texts of a form, and what `textOf` has besides. */
export function textLike(form: RegExp): fc.Arbitrary<string> {
  return textOf(fc.stringMatching(form));
}

/** Whole numbers from the least of some limits to the greatest, or what is just beyond one of them, or odd. */
export function numberAround(...limits: number[]): fc.Arbitrary<number> {
  const [least, greatest] = [Math.min(...limits), Math.max(...limits)];
  const near = limits.flatMap((limit) => [limit - 1, limit, limit + 1]).filter((value) => value >= least && value <= greatest);
  return mostly(
    fc.oneof(fc.constantFrom(...near), fc.integer({ min: least, max: greatest })),
    fc.constantFrom(least - 1, greatest + 1, 0.5, 0, 1e9, NaN, Infinity),
  );
}

/** As `numberAround`, but amounts of time or of data cannot be negative. */
export function amountAround(...limits: number[]): fc.Arbitrary<number> {
  return numberAround(...limits).map(Math.abs);
}
