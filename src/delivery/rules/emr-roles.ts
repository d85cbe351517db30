import { Rule } from './rule';
import { trustRule } from './rule-of-edges';
import { unknownRole } from '../access/edge';
import { DELIVERS } from '../access/judge-access';
import { Judgement } from '../access/judgement';
import { roleRequest, ServiceSender } from '../access/requests';
import { boundaryOf } from '../access/role-policies';
import { text } from '../expression/text';
import { certain } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { evaluate } from '../policy/evaluate';
import { EmrCluster, emrClusters } from '../senders/emr-clusters';

const EC2: ServiceSender = { services: [text('ec2.amazonaws.com')] };

/** It acts for clusters, whose ids are not known before they are made. */
function emr({ account, logicalId, partition, region, stackId }: Resource): ServiceSender {
  const id = { name: `${stackId}.${logicalId}.id`, kind: 'word' } as const;
  return {
    services: [text('elasticmapreduce.amazonaws.com')],
    sourceArn: text('arn:', partition, ':elasticmapreduce:', region, ':', account, ':', id),
    sourceAccount: account,
  };
}

/** Of what the policies of the role allow, nothing is known here: they may be managed by AWS. */
function judgeBoundary(model: DeliveryModel, { cluster, serviceRole }: EmrCluster): Judgement[] {
  const edge = { from: cluster, to: cluster, sender: emr(cluster), role: serviceRole, actions: [] };
  if (serviceRole === 'unknown') return [unknownRole(edge)];
  const boundary = boundaryOf(model, serviceRole);
  if (boundary === undefined) return [];
  const instance = text('arn:', cluster.partition, ':ec2:', cluster.region, ':', cluster.account, ':instance/', {
    name: `${cluster.stackId}.${cluster.logicalId}.instance`, kind: 'word',
  });
  const delivers = DELIVERS[evaluate(boundary, roleRequest(serviceRole, 'ec2:RunInstances', instance))];
  return [{
    from: cluster,
    to: cluster,
    delivers,
    at: serviceRole,
    because: delivers === 'unknown'
      ? 'whether the permissions boundary of its service role allows ec2:RunInstances depends on values that the template does not hold'
      : 'the permissions boundary of its service role does not allow ec2:RunInstances, without which it has no instances',
    fix: 'Allow ec2:RunInstances in the PermissionsBoundary of the role, or leave that out.',
  }];
}

/** EMR clusters and their roles. */
export const EMR_ROLES: Rule[] = [
  trustRule({
    id: 'KEEL-EMR-01',
    edge: 'EMR to its cluster',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html',
    edges: (model) => emrClusters(model).map(({ cluster, serviceRole }) => (
      { from: cluster, to: cluster, sender: emr(cluster), role: serviceRole, actions: [] }
    )),
  }),
  trustRule({
    id: 'KEEL-EMR-02',
    edge: 'Instances to their EMR cluster',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html',
    edges: (model) => emrClusters(model).flatMap(({ cluster, instanceRoles }) => instanceRoles.map((role) => (
      { from: cluster, to: cluster, sender: EC2, role, actions: [] }
    ))),
  }),
  {
    id: 'KEEL-EMR-06',
    proves: 'EMR to its cluster: the permissions boundary of the service role lets it run instances.',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html',
    judge: (model) => emrClusters(model).flatMap((one) => judgeBoundary(model, one)),
  },
  {
    id: 'KEEL-EMR-07',
    proves: 'Instances to their EMR cluster: their profile has a role.',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html',
    judge: (model) => emrClusters(model).map(({ cluster, instanceRoles }) => ({
      from: cluster,
      to: cluster,
      delivers: certain(instanceRoles.length > 0),
      at: cluster,
      because: 'its JobFlowRole is an instance profile without a role',
      fix: 'Name a role in Roles of the instance profile.',
    })),
  },
];
