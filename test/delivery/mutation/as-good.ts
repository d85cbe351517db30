import { isGrant, outgoing, referrers, rolesOf } from './callers';
import { references } from './place';
import type { Survivor } from './survivors';

/** What is named instead has the same properties, and no policy speaks of the one that was named. */
export function isAsGood({ before, mutant }: Survivor): boolean {
  const { twinOf } = mutant;
  const speaksOf = (id: string) => {
    const { Type, Properties } = before[id];
    if (isGrant(Type)) return references(Properties);
    return id === mutant.logicalId ? [] : references(Properties).filter((other) => !outgoing(Properties).includes(other));
  };
  // SQS moves dead letters without a policy, and what goes by a role is up to the policies of that.
  const isMovedBySqs = before[mutant.logicalId].Type === 'AWS::SQS::Queue' && mutant.path[1] === 'RedrivePolicy';
  const roles = [mutant.logicalId, ...referrers(before, mutant.logicalId).map(({ id }) => id)].flatMap((id) => rolesOf(before, id));
  const isOfOtherRoles = (id: string) => before[twinOf!].Type === 'AWS::KMS::Key' && before[id].Type === 'AWS::IAM::Policy'
    && (before[mutant.logicalId].Type === 'AWS::Logs::LogGroup' || !references(before[id].Properties?.Roles).some((role) => roles.includes(role)));
  const isSpokenOf = !isMovedBySqs && Object.keys(before).some((id) => speaksOf(id).includes(twinOf!) && !isOfOtherRoles(id));
  // An alarm of which nobody is told any more is one that tells nobody.
  const isOfPool = ['AlarmRule', 'IdentityPoolId'].includes(`${mutant.path[1]}`);
  return twinOf !== undefined && !isOfPool && !isGrant(before[mutant.logicalId].Type) && !mutant.path.includes('Statement') && !isSpokenOf;
}
