import { IConstruct } from 'constructs';
import { EmrNodes } from './emr-nodes';
import { EmrRelease } from './emr-release';
import { warn } from '../validation/warn';

/** Of what works, and should be newer. */
export function warnOfAge(cluster: IConstruct, release: EmrRelease, nodes: EmrNodes): void {
  if (release._isOutOfSupport) {
    warn(cluster, 'cdk-keel:EmrCluster.releaseOutOfSupport', `${release.label} has no standard support any more. Take EmrRelease.EMR_7_14_0.`);
  }
  const types = nodes._previousGenerations;
  if (types.length > 0) {
    warn(cluster, 'cdk-keel:EmrCluster.previousGeneration',
      `${types.join(', ')}: a previous generation, which costs more and gets scarce. Take m7g, c7g or r7g, or newer ones.`);
  }
}

/** Of a cluster that is gone when it is needed. */
export function warnOfEnd(cluster: IConstruct): void {
  warn(cluster, 'cdk-keel:EmrCluster.endsBeforeTask',
    'A workflow runs steps on this cluster, which ends when it is idle: then they fail. Keep it with EmrTermination.never(), or acknowledge this warning '
    + 'where the workflow always comes before that.');
}
