import { CfnElement, Stack } from 'aws-cdk-lib';
import { app } from '../../examples/app';
import { everythingOutside, whereIs } from '../../test/compliance/where';
import { FLAGS, newApp, synthesized, VARIANTS } from '../../test/contract/specimen';
import { TemplateJson, templatesOf } from '../../test/contract/template';

/** A template that is checked. */
export interface CheckedTemplate {
  readonly name: string;
  readonly template: TemplateJson;
  /** Where its elements stand, by their logical ids: class and path as in `docs/compliance.md`. */
  readonly where: ReadonlyMap<string, string>;
}

/** The flags that a new app has. */
export const RECOMMENDED = 'all recommended flags';

/** Every construct, minimal and with everything on. */
export function constructs(flags: string): CheckedTemplate[] {
  return VARIANTS.map((variant) => {
    const { template, construct } = synthesized(variant, flags);
    return checked(`${variant.name}, with ${flags}`, template, Stack.of(construct));
  });
}

/** What stands beside the constructs, alone: what is found here is not about them. */
export function withoutConstruct(): CheckedTemplate {
  const alone = newApp(FLAGS[RECOMMENDED]);
  const stack = new Stack(alone, 'Stack');
  everythingOutside(stack);
  return checked('no construct', templatesOf(alone).get(stack.templateFile)!, stack);
}

/** Every stack of `examples/app.ts`. */
export function referenceStacks(): CheckedTemplate[] {
  const templates = templatesOf(app);
  return app.node.children.filter((child) => Stack.isStack(child))
    .map((stack) => checked(stack.stackName, templates.get(stack.templateFile)!, stack));
}

function checked(name: string, template: TemplateJson, stack: Stack): CheckedTemplate {
  const elements = stack.node.findAll().filter((one) => CfnElement.isCfnElement(one));
  return { name, template, where: new Map(elements.map((one) => [stack.resolve(one.logicalId), whereIs(one)])) };
}
