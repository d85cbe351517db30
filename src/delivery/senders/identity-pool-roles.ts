import { AssumedRole, roleOf } from '../access/edge';
import { Authentication } from '../access/identities';
import { Text } from '../expression/text';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, JsonObject, objectOf, possible, possibleMembers } from '../model/template';

/** A role that identities of a pool get. */
export interface PoolRole {
  readonly attachment: Resource;
  readonly pool?: Resource;
  /** The id of the pool, and the expression for it. */
  readonly poolId: { readonly text: Text; readonly expression: Json };
  readonly authentication: Authentication;
  readonly role: AssumedRole;
}

/** All roles that identity pools give, by default or by the rules of a provider. */
export const poolRoles = perModel((model): PoolRole[] => model.ofType('AWS::Cognito::IdentityPoolRoleAttachment').flatMap((attachment) => {
  const { IdentityPoolId, Roles, RoleMappings } = attachment.properties;
  const named = (authentication: Authentication, role: Json) => possible(role).map((one): PoolRole => ({
    attachment,
    pool: model.find(attachment, IdentityPoolId, 'AWS::Cognito::IdentityPool'),
    poolId: { text: attachment.textOf(IdentityPoolId), expression: IdentityPoolId },
    authentication,
    role: roleOf(model, attachment, one)!,
  }));
  return [
    ...objectsIn(Roles).flatMap(({ authenticated, unauthenticated }) => [...named('authenticated', authenticated), ...named('unauthenticated', unauthenticated)]),
    // Only identities that have signed in have claims for a rule.
    ...objectsIn(RoleMappings).flatMap((mappings) => Object.values(mappings).flatMap(objectsIn))
      .flatMap(({ RulesConfiguration }) => objectsIn(RulesConfiguration).flatMap(({ Rules }) => possibleMembers(Rules)))
      .flatMap((rule) => named('authenticated', objectOf(rule).RoleARN)),
  ];
}));

function objectsIn(value: Json): JsonObject[] {
  return possible(value).map(objectOf);
}
