import { Rule } from './rule';
import { DELIVERS } from '../access/judge-access';
import { Judgement } from '../access/judgement';
import { trustPolicy } from '../access/role-policies';
import { literal, Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { JsonObject } from '../model/template';
import { evaluate } from '../policy/evaluate';
import { Request } from '../policy/request';
import { Statement } from '../policy/statement';
import { Authentication, PoolRole, poolRoles } from '../senders/identity-pool-roles';

const edge = 'Identity pool to role';
const PROVIDER = 'cognito-identity.amazonaws.com';

type Trusted = PoolRole & { readonly role: Resource };

function judgeEach(model: DeliveryModel, judge: (one: Trusted) => Omit<Judgement, 'from' | 'to' | 'at'>): Judgement[] {
  return poolRoles(model).map((one) => {
    const { attachment, pool = attachment, role } = one;
    if (role === 'unknown') return { from: pool, delivers: 'unknown', at: attachment, because: 'its role is in none of the templates' };
    const judgement = { from: pool, to: role, at: role };
    if (hasOtherProvider(attachment)) return { ...judgement, delivers: 'unknown', because: 'in this partition the provider has another name' };
    return { ...judgement, ...judge({ ...one, role }) };
  });
}

/** In China and in the US government's Regions, Cognito is another provider. */
function hasOtherProvider({ partition }: Resource): boolean {
  const given = literal(partition);
  return given !== undefined && given !== 'aws';
}

/** What STS asks the trust policy. The token of an identity that has signed in also names with what, which the template does not say. */
function requestFor({ authentication, poolId, role }: Trusted): Request {
  const methods: Record<Authentication, Text[]> = {
    authenticated: [text('authenticated'), text({ name: 'login provider', kind: 'any' })],
    unauthenticated: [text('unauthenticated')],
  };
  return {
    principal: { federated: text(PROVIDER) },
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: role.arn!,
    context: new Map<string, readonly Text[]>([[`${PROVIDER}:aud`, [poolId.text]], [`${PROVIDER}:amr`, methods[authentication]]]),
  };
}

function statementFor({ authentication, poolId }: Trusted): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      'StringEquals': { [`${PROVIDER}:aud`]: poolId.expression },
      'ForAnyValue:StringLike': { [`${PROVIDER}:amr`]: authentication },
    },
  };
}

/** Whether the statement speaks of some pools only. */
function isForSomePools({ conditions }: Statement): boolean {
  return conditions.some(({ key, values }) => key === `${PROVIDER}:aud` && !values.some((value) => literal(value) === '*'));
}

/** Identity pools to the roles that they give. */
export const IDENTITY_POOL_ROLES: Rule[] = [
  {
    id: 'KEEL-COGNITO-ROLE-01',
    proves: `${edge}: the trust policy lets its identities assume the role.`,
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html',
    judge: (model) => judgeEach(model, (one) => {
      const delivers = DELIVERS[evaluate(trustPolicy(one.role), requestFor(one))];
      return {
        delivers,
        because: delivers === 'unknown'
          ? `whether its trust policy lets ${one.authentication} identities assume it depends on values that the template does not hold`
          : `its trust policy does not let ${one.authentication} identities of the pool assume it`,
        add: statementFor(one),
      };
    }),
  },
  {
    id: 'KEEL-COGNITO-ROLE-02',
    proves: `${edge}: the trust policy lets in no identities of other pools.`,
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
    judge: (model) => judgeEach(model, (one) => {
      const open = trustPolicy(one.role).filter((statement) => statement.effect === 'Deny' || !isForSomePools(statement));
      const answer = evaluate(open, requestFor(one));
      return {
        delivers: answer === 'denied' ? 'yes' : answer === 'allowed' ? 'no' : 'unknown',
        because: answer === 'unknown'
          ? 'whether its trust policy lets in identities of other pools depends on values that the template does not hold'
          : 'its trust policy lets in identities of every pool, of other accounts too, which IAM refuses',
        fix: `Add the condition StringEquals with ${PROVIDER}:aud and the id of the pool to its trust policy.`,
      };
    }),
  },
];
