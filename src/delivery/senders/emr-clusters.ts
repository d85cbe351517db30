import { AssumedRole, roleOf } from '../access/edge';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { possible, possibleMembers } from '../model/template';

/** A cluster with its two roles. */
export interface EmrCluster {
  readonly cluster: Resource;
  /** What EMR itself assumes. */
  readonly serviceRole: AssumedRole;
  /** What the instances assume, by their profile. */
  readonly instanceRoles: readonly AssumedRole[];
}

/** All EMR clusters. */
export const emrClusters = perModel((model): EmrCluster[] => model.ofType('AWS::EMR::Cluster').map((cluster) => ({
  cluster,
  serviceRole: roleOf(model, cluster, cluster.properties.ServiceRole) ?? 'unknown',
  instanceRoles: possible(cluster.properties.JobFlowRole).flatMap((name) => rolesOf(model, cluster, name)),
})));

function rolesOf(model: DeliveryModel, cluster: Resource, name: Parameters<typeof possible>[0]): AssumedRole[] {
  const profile = model.find(cluster, name, 'AWS::IAM::InstanceProfile');
  return profile ? possibleMembers(profile.properties.Roles).map((role) => roleOf(model, profile, role) ?? 'unknown') : ['unknown'];
}
