import { CfnElement, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { TemplateInput } from './model/template';

/** What judges templates, loaded when it is first used: most programs that import this package never judge any. */
export function engine(): typeof import('./engine') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./engine');
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
