import { CfnElement, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type * as engine from './check-templates';
import type { TemplateInput } from './model/template';

/** Loads a part of the engine when it is used: most programs that import this package never do. */
export function load<Module>(path: string): Module {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(path) as Module;
}

/** What the engine finds in templates. */
export function check(inputs: readonly TemplateInput[]): engine.Finding[] {
  return load<typeof engine>('./check-templates').checkTemplates(inputs);
}

/** What a construct has put into the template of a stack. */
export function elementsOf(construct: IConstruct, stack: Stack): CfnElement[] {
  return construct.node.findAll().filter((one): one is CfnElement => CfnElement.isCfnElement(one) && one.stack === stack);
}

/** What the construct tree knows of a stack that the template does not hold. */
export function whereabouts(stack: Stack, elements: readonly CfnElement[]): Pick<TemplateInput, 'account' | 'region' | 'paths'> {
  return {
    account: concrete(stack.account),
    region: concrete(stack.region),
    paths: new Map(elements.map((element) => [stack.resolve(element.logicalId), element.node.path])),
  };
}

/** A text, but for one that is known at deployment only. */
export function concrete(value: string | undefined): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}
