import { literal, Text, text } from '../expression/text';
import { Resource } from '../model/resource';
import { Json, JsonObject } from '../model/template';
import { Request } from '../policy/request';
import { Statement } from '../policy/statement';

/** The provider of identities of all identity pools, as trust policies call it. */
export const PROVIDER = 'cognito-identity.amazonaws.com';

/** Whether identities of a pool have signed in. */
export type Authentication = 'authenticated' | 'unauthenticated';

/** In China and in the US government's Regions, Cognito is another provider. */
export function hasOtherProvider({ partition }: Resource): boolean {
  const given = literal(partition);
  return given !== undefined && given !== 'aws';
}

/** What STS asks the trust policy. The token of an identity that has signed in also names with what, which the template does not say. */
export function identityRequest(role: Resource, poolId: Text, authentication: Authentication): Request {
  const methods: Record<Authentication, Text[]> = {
    authenticated: [text('authenticated'), text({ name: 'login provider', kind: 'any' })],
    unauthenticated: [text('unauthenticated')],
  };
  return {
    principal: { federated: text(PROVIDER) },
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn!,
    context: new Map<string, readonly Text[]>([[`${PROVIDER}:aud`, [poolId]], [`${PROVIDER}:amr`, methods[authentication]]]),
  };
}

/** A statement for the trust policy of a role that identities of a pool get. */
export function identityStatement(poolId: Json, authentication: Authentication): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      'StringEquals': { [`${PROVIDER}:aud`]: poolId },
      'ForAnyValue:StringLike': { [`${PROVIDER}:amr`]: authentication },
    },
  };
}

/** The statement without the condition that names pools. */
export function forEveryPool(statement: Statement): Statement {
  return { ...statement, conditions: statement.conditions.filter(({ key }) => key !== `${PROVIDER}:aud`) };
}
