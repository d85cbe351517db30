import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { undeliveredIn } from './deliveries';
import { circlesIn } from './references';
import { FLAGS, newApp, put, VARIANTS } from './specimen';

const ENVIRONMENT = { env: { account: '111111111111', region: 'eu-west-1' } };

const PLACES: { readonly [place: string]: (app: App) => Construct } = {
  'a stack of one environment': (app) => new Stack(app, 'Stack', ENVIRONMENT),
  'a nested stack': (app) => new NestedStack(new Stack(app, 'Stack'), 'Nested'),
  'a construct in a stack of a stage, of no particular environment': (app) => new Construct(new Stack(new Stage(app, 'Stage'), 'Stack'), 'Group'),
};

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  describe.each(Object.keys(PLACES))('in %s', (place) => {
    test.each(VARIANTS)('$name can be there twice', (variant) => {
      const app = newApp(FLAGS[flags]);
      const scope = PLACES[place](app);
      put(variant, scope, 'First');
      put(variant, scope, 'Second');
      expect(circlesIn(app)).toEqual([]);
      expect(undeliveredIn(app)).toEqual([]);
    });
  });
});
