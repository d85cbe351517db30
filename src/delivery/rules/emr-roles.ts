import { Rule } from './rule';
import { trustRule } from './rule-of-edges';
import { Edge, roleOf } from '../access/edge';
import { ServiceSender } from '../access/requests';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { possible, possibleMembers } from '../model/template';

const clusters = (model: DeliveryModel) => model.ofType('AWS::EMR::Cluster');
const EC2: ServiceSender = { services: [text('ec2.amazonaws.com')] };

const serviceRoles = perModel((model): Edge[] => clusters(model).map((cluster) => ({
  from: cluster, to: cluster, sender: emr(cluster), role: roleOf(model, cluster, cluster.properties.ServiceRole) ?? 'unknown', actions: [],
})));

const instanceRoles = perModel((model): Edge[] => clusters(model).flatMap((cluster) => possible(cluster.properties.JobFlowRole).flatMap((name) => {
  const edge: Edge = { from: cluster, to: cluster, sender: EC2, role: 'unknown', actions: [] };
  const profile = model.find(cluster, name, 'AWS::IAM::InstanceProfile');
  return profile ? possibleMembers(profile.properties.Roles).map((role) => ({ ...edge, role: roleOf(model, profile, role) })) : [edge];
})));

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
    edges: serviceRoles,
  }),
  trustRule({
    id: 'KEEL-EMR-02',
    edge: 'Instances to their EMR cluster',
    source: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html',
    edges: instanceRoles,
  }),
];
