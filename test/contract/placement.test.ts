import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NEIGHBOURS } from './neighbours';
import { dependencyCycle } from './references';
import { FLAGS, newApp, put, VARIANTS } from './specimen';
import { templatesOf } from './template';

const ENVIRONMENT = { env: { account: '111111111111', region: 'eu-west-1' } };

const PLACES: { readonly [place: string]: (app: App) => Construct } = {
  'a stack of no particular environment': (app) => new Stack(app, 'Stack'),
  'a stack of one environment': (app) => new Stack(app, 'Stack', ENVIRONMENT),
  'a nested stack': (app) => new NestedStack(new Stack(app, 'Stack'), 'Nested'),
  'a construct in a stack of a stage': (app) => new Construct(new Stack(new Stage(app, 'Stage'), 'Stack'), 'Group'),
};

/** Makes the second stack, given the app and the first. */
const APART: { readonly [how: string]: { readonly environment: object; readonly second: (app: App, first: Stack) => Stack } } = {
  'from one stack to another': { environment: {}, second: (app) => new Stack(app, 'Second') },
  'from one stack to another in one environment': { environment: ENVIRONMENT, second: (app) => new Stack(app, 'Second', ENVIRONMENT) },
  'from a stack to a nested stack in it': { environment: {}, second: (_, first) => new NestedStack(first, 'Nested') },
};

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  describe.each(Object.keys(PLACES))('in %s', (place) => {
    test.each(VARIANTS)('$name can be there twice', (variant) => {
      const app = newApp(FLAGS[flags]);
      const scope = PLACES[place](app);
      put(variant, scope, 'First');
      put(variant, scope, 'Second');
      expect(circlesIn(app)).toEqual([]);
    });
  });
});

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

/** Synthesizes, which fails where stacks need one another in a circle, and looks for circles within each template. */
function circlesIn(app: App): string[][] {
  return [...templatesOf(app).values()].map(dependencyCycle).filter((circle) => circle.length > 0);
}
