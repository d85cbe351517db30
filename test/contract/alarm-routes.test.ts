import { Stack, Stage, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { FLAGS, newApp, put, Variant, VARIANTS, warningsIn } from './specimen';

const WITH_ALARMS = VARIANTS.filter((variant) => variant.minimal && hasAlarms(variant));
const NO_ROUTE = 'cdk-keel:AlarmRouting.noRoute';

test('there are constructs with alarms', () => {
  expect(WITH_ALARMS.map(({ name }) => name)).toContain('QueueWithDlq, minimal');
});

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  describe.each(WITH_ALARMS)('$name', (variant) => {
    test('warns once for each stack where alarms have no route', () => {
      const { app } = twoStacksOf(variant, flags);
      app.synth();
      expect(warningsIn(app)).toEqual([
        expect.stringMatching(/^Stage\/Group\/First: \d+ alarms tell nobody/),
        expect.stringMatching(/^Stage\/Group\/Second: \d+ alarms tell nobody/),
      ]);
    });

    test.each(['App', 'Stage', 'Group', 'Stack'] as const)('does not warn below a %s on which that is acknowledged', (level) => {
      const { app, ...levels } = twoStacksOf(variant, flags);
      Validations.of({ App: app, ...levels }[level]).acknowledge({ id: NO_ROUTE, reason: 'Nobody needs to know.' });
      // Of what a synthesis does, what warns: the test above does all.
      levels.Group.node.children.forEach(({ node }) => node.validate());
      expect(warningsIn(app)).toEqual(level === 'Stack' ? [expect.stringMatching(/^Stage\/Group\/Second: /)] : []);
    });
  });
});

/** The variant twice in one stack, and once in another. */
function twoStacksOf(variant: Variant, flags: string) {
  const app = newApp(FLAGS[flags]);
  const stage = new Stage(app, 'Stage');
  const group = new Construct(stage, 'Group');
  const first = new Stack(group, 'First');
  put(variant, first, 'One');
  put(variant, first, 'Other');
  put(variant, new Stack(group, 'Second'));
  return { app, Stage: stage, Group: group, Stack: first };
}

function hasAlarms(variant: Variant): boolean {
  return put(variant, new Stack(newApp(), 'Stack')).made.some((one) => one instanceof cloudwatch.CfnAlarm);
}
