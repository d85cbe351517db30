import { Rule } from './rule';
import { literal } from '../expression/text';
import { certain, some, Verdict } from '../expression/verdict';
import { Resource } from '../model/resource';
import { isIntrinsic, objectOf } from '../model/template';

const ON = ['AUDIT', 'ENFORCED'];

/** Has the pool threat protection? */
function isProtected({ properties: { UserPoolAddOns }, textOf }: Resource): Verdict {
  const { AdvancedSecurityMode, AdvancedSecurityAdditionalFlows } = objectOf(UserPoolAddOns);
  if (isIntrinsic(UserPoolAddOns) || isIntrinsic(AdvancedSecurityAdditionalFlows)) return 'unknown';
  return some([AdvancedSecurityMode, objectOf(AdvancedSecurityAdditionalFlows).CustomAuthMode], (mode) => {
    const given = literal(textOf(mode));
    return given === undefined ? 'unknown' : certain(ON.includes(given));
  });
}

/**
 * Is threat protection part of the plan? User pools that are older than the plans keep it on LITE, which is theirs where the template names no plan; new
 * ones are refused.
 * @see https://github.com/aws/aws-cdk/pull/36027
 */
function isInPlan({ properties: { UserPoolTier }, textOf }: Resource): Verdict {
  const given = literal(textOf(UserPoolTier));
  return given === 'PLUS' ? 'yes' : given === 'ESSENTIALS' ? 'no' : 'unknown';
}

/** The plans of user pools. */
export const COGNITO_PLAN: Rule[] = [
  {
    id: 'KEEL-COGNITO-PLAN-01',
    proves: 'User pool: its plan has the threat protection that it asks for.',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/feature-plans-features-plus.html',
    judge: (model) => model.ofType('AWS::Cognito::UserPool').flatMap((pool) => {
      const wanted = isProtected(pool);
      if (wanted === 'no') return [];
      const inPlan = isInPlan(pool);
      const delivers = inPlan === 'no' && wanted === 'unknown' ? 'unknown' : inPlan;
      return [{
        from: pool,
        delivers,
        at: pool,
        because: delivers === 'unknown'
          ? 'whether its plan has threat protection depends on what the template does not hold: older pools keep what they had, new ones need PLUS'
          : 'its plan has no threat protection, and Cognito refuses the two together',
        fix: 'Set its UserPoolTier to PLUS, or its AdvancedSecurityMode to OFF and leave out AdvancedSecurityAdditionalFlows.',
      }];
    }),
  },
];
