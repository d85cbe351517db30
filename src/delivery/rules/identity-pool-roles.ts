import { Rule } from './rule';
import { DELIVERS } from '../access/answers';
import { hasOtherProvider, identityRequest, identityStatement, PROVIDER } from '../access/identities';
import { Judgement } from '../access/judgement';
import { trustPolicy } from '../access/role-policies';
import { literal } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { evaluate } from '../policy/evaluate';
import { Statement } from '../policy/statement';
import { PoolRole, poolRoles } from '../senders/identity-pool-roles';

const edge = 'Identity pool to role';

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
      const delivers = DELIVERS[evaluate(trustPolicy(one.role), identityRequest(one.role, one.poolId.text, one.authentication))];
      return {
        delivers,
        because: delivers === 'unknown'
          ? `whether its trust policy lets ${one.authentication} identities assume it depends on values that the template does not hold`
          : `its trust policy does not let ${one.authentication} identities of the pool assume it`,
        add: identityStatement(one.poolId.expression, one.authentication),
      };
    }),
  },
  {
    id: 'KEEL-COGNITO-ROLE-02',
    proves: `${edge}: the trust policy lets in no identities of other pools.`,
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
    judge: (model) => judgeEach(model, (one) => {
      const open = trustPolicy(one.role).filter((statement) => statement.effect === 'Deny' || !isForSomePools(statement));
      const answer = evaluate(open, identityRequest(one.role, one.poolId.text, one.authentication));
      return {
        delivers: answer === 'denied' ? 'yes' : answer === 'allowed' ? 'no' : 'unknown',
        because: answer === 'unknown'
          ? 'whether its trust policy lets in identities of other pools depends on values that the template does not hold'
          : 'its trust policy lets in identities of every pool, of other accounts too, and IAM refuses it if it has no condition at all',
        fix: `Add the condition StringEquals with ${PROVIDER}:aud and the id of the pool to its trust policy.`,
      };
    }),
  },
];
