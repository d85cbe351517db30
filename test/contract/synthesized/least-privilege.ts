import { FLAGS, synthesized, Variant, VARIANTS } from '../specimen';
import { Right, rightsIn } from '../statements';
import { ResourceJson } from '../template';

const UNCONDITIONAL = '{}';

/** EventBridge tells a topic neither rule nor account: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
const isRuleToTopic = ({ principal, action }: Right) => principal === 'Service events.amazonaws.com' && action === 'sns:Publish';

/** The account of the load balancer stands in the path: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html */
const isLogOfBalancer = ({ principal, resource }: Right) => (
  principal === 'Service logdelivery.elasticloadbalancing.amazonaws.com' && resource.includes('/AWSLogs/",{"Ref":"AWS::AccountId"}')
);

describe.each(Object.keys(FLAGS))('with %s', (flags) => {
  describe.each(VARIANTS)('what $name allows', (variant) => {
    test('is allowed to everybody on a condition only', () => {
      expect(allowedBy(variant, flags).filter(({ principal, condition }) => principal === '*' && condition === UNCONDITIONAL)).toEqual([]);
    });

    test('is allowed to services on a condition only', () => {
      const rights = allowedBy(variant, flags).filter((right) => right.principal.startsWith('Service ') && !isTrust(right));
      expect(rights.filter((right) => right.condition === UNCONDITIONAL && !isRuleToTopic(right) && !isLogOfBalancer(right))).toEqual([]);
    });

    test('is no service as a whole, but for the key, whose use is left to the identity policies of the account', () => {
      const whole = allowedBy(variant, flags).filter(({ action }) => /^\*$|:\*$/.test(action));
      expect(whole.filter((right) => !leavesKeyToAccount(right))).toEqual([]);
    });

    test('lets services invoke functions on behalf of one resource only', () => {
      const permissions = resourcesOf(variant, flags).filter(({ Type }) => Type === 'AWS::Lambda::Permission').map(({ Properties }) => Properties);
      expect(permissions.filter((properties) => properties?.SourceArn === undefined)).toEqual([]);
    });
  });
});

function allowedBy(variant: Variant, flags: string): Right[] {
  return resourcesOf(variant, flags).flatMap(({ Properties }) => rightsIn(Properties)).filter(({ effect }) => effect === 'Allow');
}

/** Those of the test too: it has nothing that these contracts forbid, and our constructs may have added to its policies. */
function resourcesOf(variant: Variant, flags: string): ResourceJson[] {
  return Object.values(synthesized(variant, flags).template.Resources!);
}

/** The trust policy of a role names no resource. Whoever passes the role decides whom it serves. */
function isTrust({ action }: Right): boolean {
  return action === 'sts:AssumeRole';
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function leavesKeyToAccount({ principal, action }: Right): boolean {
  return action === 'kms:*' && principal.startsWith('AWS ') && principal.includes('{"Ref":"AWS::AccountId"},":root"');
}
