import { Rule } from './rule';
import { DELIVERS } from '../access/answers';
import { roleOf } from '../access/edge';
import { forEveryPool, hasOtherProvider, identityRequest, identityStatement } from '../access/identities';
import { Judgement } from '../access/judgement';
import { trustPolicy } from '../access/role-policies';
import { text } from '../expression/text';
import { some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { objectOf, possible, possibleMembers } from '../model/template';
import { evaluate } from '../policy/evaluate';

/** The identity pools of the templates that take users of the pool of a group. */
function identityPoolsOf(model: DeliveryModel, group: Resource): Resource[] {
  const users = model.find(group, group.properties.UserPoolId, 'AWS::Cognito::UserPool');
  return model.ofType('AWS::Cognito::IdentityPool').filter((pool) => users !== undefined && possibleMembers(pool.properties.CognitoIdentityProviders)
    .some((provider) => model.find(pool, objectOf(provider).ProviderName, 'AWS::Cognito::UserPool') === users));
}

/** Where the templates have no identity pool for the users, any that the role trusts will do; where they have one, there may still be others. */
function isTrusting(role: Resource, pools: readonly Resource[]): Verdict {
  const statements = trustPolicy(role);
  const inTemplates = some(pools, (pool) => DELIVERS[evaluate(statements, identityRequest(role, pool.textOf({ Ref: pool.logicalId }), 'authenticated'))]);
  if (inTemplates === 'yes') return 'yes';
  const elsewhere = DELIVERS[evaluate(statements.map(forEveryPool), identityRequest(role, text({ name: 'pool', kind: 'any' }), 'authenticated'))];
  return pools.length > 0 && elsewhere === 'yes' ? 'unknown' : elsewhere;
}

function judge(model: DeliveryModel, group: Resource): Judgement[] {
  const pools = identityPoolsOf(model, group);
  return possible(group.properties.RoleArn).map((expression): Judgement => {
    const role = roleOf(model, group, expression)!;
    if (role === 'unknown') return { from: group, delivers: 'unknown', at: group, because: 'its role is in none of the templates' };
    const judgement = { from: group, to: role, at: role };
    if (hasOtherProvider(role)) return { ...judgement, delivers: 'unknown', because: 'in this partition the provider has another name' };
    const delivers = isTrusting(role, pools);
    const [pool] = pools.filter(({ stackId }) => stackId === role.stackId);
    return {
      ...judgement,
      delivers,
      because: delivers === 'unknown'
        ? 'whether its trust policy lets the identity pool of its users assume it depends on values that the template does not hold'
        : 'its trust policy does not let users who have signed in assume it through an identity pool',
      add: pool && identityStatement({ Ref: pool.logicalId }, 'authenticated'),
      fix: pool ? undefined : 'Let cognito-identity.amazonaws.com assume it with sts:AssumeRoleWithWebIdentity, for your identity pool and those who have signed in.',
    };
  });
}

/** Groups of a user pool to their roles. */
export const USER_POOL_GROUPS: Rule[] = [
  {
    id: 'KEEL-COGNITO-ROLE-03',
    proves: 'Group of a user pool to role: the trust policy lets users who have signed in assume the role through an identity pool.',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html',
    judge: (model) => model.ofType('AWS::Cognito::UserPoolGroup').flatMap((group) => judge(model, group)),
  },
];
