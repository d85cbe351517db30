import { Finding } from '../check-templates';

/** What a finding says of its edge. */
export function sentence({ from, to, delivers, because }: Finding): string {
  const edge = to === undefined || to === from ? from.path : `${from.path} ${delivers === 'unknown' ? 'may not' : 'cannot'} reach ${to.path}`;
  return `${edge}: ${because}.`;
}

/** What mends it, and where that is written. */
export function remedy({ rule, at, add, fix }: Finding): string {
  return [add && `${whereToAdd(add, at.path)}: ${JSON.stringify(add)}`, fix, `See ${rule.source}`].filter((part) => part).join(' ');
}

/** A statement goes into a policy, a resource into the template. */
function whereToAdd(add: object, path: string): string {
  return 'Type' in add ? `Add a resource for ${path}` : `Add to the policy of ${path}`;
}
