import { resourcesAmong, synthesized, Variant, VARIANTS } from '../specimen';
import { withRightsInOrder } from '../statements';

test.each(VARIANTS)('$name is the same with no flags and with all recommended flags, but for how statements are merged', (variant) => {
  expect(templateOf(variant, 'all recommended flags')).toEqual(templateOf(variant, 'no flags'));
});

/** The template without what flags add to the function that stands outside: its own log group (`@aws-cdk/aws-lambda:useCdkManagedLogGroup`). */
function templateOf(variant: Variant, flags: string): unknown {
  const { outside, template } = synthesized(variant, flags);
  const ofOutside = resourcesAmong([...outside.own]);
  const resources = Object.entries(template.Resources!)
    .filter(([id, { Type }]) => !(Type === 'AWS::Logs::LogGroup' && ofOutside.has(id)));
  return withRightsInOrder({ ...template, Resources: Object.fromEntries(resources) });
}
