import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { concrete, elementsOf, engine, whereabouts } from './load-engine';
import type { JsonObject } from './model/template';

/**
 * Fails the synthesis for every edge within the construct that cannot deliver, whatever injectors, mixins and aspects did to it.
 *
 * It judges by the rules of `DeliveryChecks`, of which it is a part that needs no plugin: what the construct itself has made.
 */
export function promiseDelivery(construct: IConstruct): void {
  PROMISED.add(construct);
  construct.node.addValidation({ validate: () => (isJudgedAbove(construct) ? [] : undelivered(construct)) });
}

/** Constructs that have promised. What is within another of them is judged with it. */
const PROMISED = new WeakSet<IConstruct>();

/** Most of what a construct makes, and it sends to nothing within it. */
const NOT_ON_AN_EDGE = 'AWS::CloudWatch::Alarm';

function isJudgedAbove({ node: { scope } }: IConstruct): boolean {
  return scope !== undefined && (PROMISED.has(scope) || isJudgedAbove(scope));
}

function undelivered(construct: IConstruct): string[] {
  const { checkTemplates, remedy } = engine();
  const stack = Stack.of(construct);
  const elements = elementsOf(construct, stack)
    .filter((one) => !(CfnResource.isCfnResource(one) && one.cfnResourceType === NOT_ON_AN_EDGE));
  return checkTemplates([{
    id: stack.node.path,
    stackName: concrete(stack.stackName),
    ...whereabouts(stack, elements),
    template: { Resources: Object.assign({}, ...elements.map((element) => resourceOf(stack, element))) },
  }]).filter(({ delivers, rule }) => delivers === 'no' && rule.severity === undefined).map((finding) => {
    const { rule, from, to, because } = finding;
    return to === undefined || to === from
      ? `${from.path} cannot work: ${because} (${rule.id}). ${remedy(finding)}`
      : `${construct.constructor.name} promises that messages arrive, but ${from.path} cannot reach ${to.path}: ${because} (${rule.id}). `
        + 'Something in the app has changed what it had set';
  });
}

/** The resource as the template will show it, with overrides. */
function resourceOf(stack: Stack, element: CfnElement): JsonObject {
  return stack.resolve((element as unknown as { _toCloudFormation(): { Resources?: JsonObject } })._toCloudFormation()).Resources ?? {};
}
