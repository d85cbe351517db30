import { Stack } from 'aws-cdk-lib';
import { ADVERSARIES, Adversary } from '../adversaries';
import { newApp, put, resourcesAmong, synthesized, Variant, VARIANTS } from '../specimen';

describe.each(ADVERSARIES)('the synthesis fails when $name', (adversary) => {
  const victims = VARIANTS.filter((variant) => isDamaged(variant, adversary));

  test('and there are constructs that this damages', () => {
    expect(victims).not.toEqual([]);
  });

  test.each(victims)('with what $name promises', (variant) => {
    const app = newApp();
    adversary.enter(app);
    expect(() => {
      put(variant, new Stack(app, 'Stack'));
      app.synth();
    }).toThrow(adversary.message);
  });
});

test.each(VARIANTS)('$name keeps its promises where there is no adversary', (variant) => {
  expect(() => synthesized(variant)).not.toThrow();
});

/** Does the adversary damage a resource that the variant makes within itself? */
function isDamaged(variant: Variant, { damages }: Adversary): boolean {
  const { construct, template } = synthesized(variant);
  return [...resourcesAmong(construct.node.findAll()).keys()].some((id) => damages(template.Resources![id]));
}
