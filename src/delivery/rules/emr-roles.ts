import { Rule } from './rule';
import { roleRule, trustRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { ServiceSender } from '../access/requests';
import { text } from '../expression/text';
import { certain } from '../expression/verdict';
import { Resource } from '../model/resource';
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

/** Without instances a cluster does nothing. The policies of the role tell, and its permissions boundary. */
function instances({ cluster, serviceRole }: EmrCluster): Edge {
  const { account, logicalId, partition, region, stackId } = cluster;
  const id = { name: `${stackId}.${logicalId}.instance`, kind: 'word' } as const;
  return {
    from: cluster,
    to: cluster,
    sender: emr(cluster),
    role: serviceRole,
    actions: ['ec2:RunInstances'],
    calledArn: text('arn:', partition, ':ec2:', region, ':', account, ':instance/', id),
    calledReference: '*',
  };
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
  roleRule({
    id: 'KEEL-EMR-06',
    edge: 'EMR to the instances of its cluster',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html',
    edges: (model) => emrClusters(model).map(instances),
  }),
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
