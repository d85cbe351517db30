import { Rule } from './rule';
import { same } from '../expression/match';
import { literal, text } from '../expression/text';
import { every, some, Verdict } from '../expression/verdict';
import { Resource } from '../model/resource';
import { objectOf, possibleMembers } from '../model/template';
import { emrClusters } from '../senders/emr-clusters';

const POLICY = /:policy\/service-role\/AmazonEMRServicePolicy_v2$/;
const TAG = 'for-use-with-amazon-emr-managed-policies';

/** Whether the role has the policy that works on tagged resources only. */
function hasPolicy({ properties, textOf }: Resource): boolean {
  return possibleMembers(properties.ManagedPolicyArns).some((arn) => POLICY.test(literal(textOf(arn).slice(-1)) ?? ''));
}

function isTagged({ properties, textOf }: Resource): Verdict {
  return some(possibleMembers(properties.Tags).map(objectOf), ({ Key, Value }) => (
    every([[Key, TAG], [Value, 'true']] as const, ([given, wanted]) => same(textOf(given), text(wanted)))
  ));
}

/** EMR clusters that the managed policy of their service role does not see. */
export const EMR_TAG: Rule[] = [
  {
    id: 'KEEL-EMR-05',
    proves: 'EMR to its cluster: it has the tag without which the managed policy of the service role allows nothing.',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-iam-policies.html',
    // The tags of a stack reach its resources and stand in no template.
    severity: 'warning',
    judge: (model) => emrClusters(model).flatMap(({ cluster, serviceRole }) => (serviceRole === 'unknown' || !hasPolicy(serviceRole) ? [] : [{
      from: cluster,
      to: cluster,
      delivers: isTagged(cluster),
      at: cluster,
      because: 'AmazonEMRServicePolicy_v2 allows nothing on a cluster without its tag',
      fix: `Tag it with ${TAG}=true, and so its subnets and security groups, unless the stack has that tag.`,
    }])),
  },
];
