import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Outside } from '../contract/outside';
import { SUBJECTS } from '../contract/subjects';

/** Class and path of the construct below the next exported construct above it, or else below the stack. */
export function whereIs(construct: IConstruct): string {
  const above = [...construct.node.scopes].reverse().find((scope) => scope.constructor.name in SUBJECTS);
  const from = above ?? construct.node.scopes.find((scope) => scope instanceof Outside) ?? Stack.of(construct);
  const path = construct.node.path.slice(from.node.path.length).replace(/\/Resource$/, '');
  return above ? `${above.constructor.name}${path}` : path.slice(1);
}

/** Every part of what is outside, without any construct of ours beside it. */
export function everythingOutside(stack: Stack): Outside {
  const outside = new Outside(stack, 'SubjectOutside');
  Object.values(Object.getOwnPropertyDescriptors(Outside.prototype)).forEach(({ get }) => get?.call(outside));
  return outside;
}
