import { Rule } from './rule';
import { trustRule } from './rule-of-edges';
import { ServiceSender } from '../access/requests';
import { text } from '../expression/text';
import { Resource } from '../model/resource';
import { emrClusters } from '../senders/emr-clusters';

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
];
