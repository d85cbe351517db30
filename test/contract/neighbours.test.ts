import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { undeliveredIn } from './deliveries';
import { NEIGHBOURS, Neighbours } from './neighbours';
import { circlesIn } from './references';
import { Elsewhere, REFUSED } from './refused-neighbours';
import { FLAGS, newApp } from './specimen';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const ENVIRONMENT = { env: HERE };

/** Makes the second stack, given the app and the first. */
const APART: { readonly [how: string]: { readonly environment: object; readonly second: (app: App, first: Stack) => Stack } } = {
  'from one stack to another': { environment: {}, second: (app) => new Stack(app, 'Second') },
  'from one stack to another in one environment': { environment: ENVIRONMENT, second: (app) => new Stack(app, 'Second', ENVIRONMENT) },
  'from a stack to a nested stack in it': { environment: {}, second: (_, first) => new NestedStack(first, 'Nested') },
};

const ELSEWHERE: { readonly [elsewhere in Elsewhere]: typeof HERE } = {
  'another Region': { ...HERE, region: 'us-east-1' },
  'another account': { ...HERE, account: '222222222222' },
};

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  describe.each(Object.keys(APART))('%s', (how) => {
    describe.each([true, false])('our construct in the first: %s', (patternFirst) => {
      test.each(NEIGHBOURS)('$name', ({ make }) => {
        const app = newApp(FLAGS[flags]);
        const first = new Stack(app, 'First', APART[how].environment);
        make(first, APART[how].second(app, first), patternFirst);
        expect(circlesIn(app)).toEqual([]);
        expect(undeliveredIn(app)).toEqual([]);
      });
    });
  });
});

describe.each(Object.keys(ELSEWHERE) as Elsewhere[])('from a stack to one in %s', (elsewhere) => {
  const refused = REFUSED.filter((one) => one.elsewhere === elsewhere);

  test('only neighbours are refused', () => {
    const names = NEIGHBOURS.map(({ name }) => name);
    expect(refused.flatMap(({ neighbours }) => neighbours.filter((name) => !names.includes(name)))).toEqual([]);
  });

  describe.each([true, false])('our construct in the first: %s', (patternFirst) => {
    test.each(NEIGHBOURS)('$name works, or is refused with a clear message', (neighbours) => {
      const message = refused.find((one) => one.neighbours.includes(neighbours.name))?.message;
      const problems = () => problemsOf(neighbours, elsewhere, patternFirst);
      if (message) {
        expect(problems).toThrow(message);
      } else {
        expect(problems()).toEqual([]);
      }
    });
  });
});

function problemsOf({ make }: Neighbours, elsewhere: Elsewhere, patternFirst: boolean): unknown[] {
  const app = newApp();
  const first = new Stack(app, 'First', { ...ENVIRONMENT, crossRegionReferences: true });
  make(first, new Stack(app, 'Second', { env: ELSEWHERE[elsewhere], crossRegionReferences: true }), patternFirst);
  return [...circlesIn(app), ...undeliveredIn(app)];
}
