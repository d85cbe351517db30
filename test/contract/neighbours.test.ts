import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { NEIGHBOURS } from './neighbours';
import { circlesIn } from './references';
import { FLAGS, newApp } from './specimen';

const ENVIRONMENT = { env: { account: '111111111111', region: 'eu-west-1' } };

/** Makes the second stack, given the app and the first. */
const APART: { readonly [how: string]: { readonly environment: object; readonly second: (app: App, first: Stack) => Stack } } = {
  'from one stack to another': { environment: {}, second: (app) => new Stack(app, 'Second') },
  'from one stack to another in one environment': { environment: ENVIRONMENT, second: (app) => new Stack(app, 'Second', ENVIRONMENT) },
  'from a stack to a nested stack in it': { environment: {}, second: (_, first) => new NestedStack(first, 'Nested') },
};

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  describe.each(Object.keys(APART))('%s', (how) => {
    describe.each([true, false])('our construct in the first: %s', (patternFirst) => {
      test.each(NEIGHBOURS)('$name', ({ make }) => {
        const app = newApp(FLAGS[flags]);
        const first = new Stack(app, 'First', APART[how].environment);
        make(first, APART[how].second(app, first), patternFirst);
        expect(circlesIn(app)).toEqual([]);
      });
    });
  });
});
