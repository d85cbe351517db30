import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Outside } from './outside';
import type { Subject } from './subjects';
import {
  EmrApplication, EmrCertificates, EmrCluster, EmrNetwork, EmrNodes, EmrRelease, EmrSpotStrategy, EmrStep, EmrTermination, FailureTarget,
} from '../../src';
import { importedVpc } from '../analytics/emr';

const { SPARK, HIVE, TRINO } = EmrApplication;

export const EMR_CLUSTER: Subject = {
  minimal: (scope, id) => new EmrCluster(scope, id, { applications: [SPARK] }),
  full: {
    'everything on': (scope, id, outside) => {
      const made = new EmrCluster(scope, id, {
        applications: [SPARK, HIVE],
        network: existingNetwork(outside),
        nodes: EmrNodes.fleets({
          coreUnits: 3,
          task: {
            instanceTypes: ['m7g.2xlarge', 'r7g.2xlarge'].map((type) => new ec2.InstanceType(type)),
            spotUnits: 4,
            onDemandUnits: 1,
            spotStrategy: EmrSpotStrategy.CAPACITY_OPTIMIZED,
            spotTimeout: Duration.minutes(20),
          },
          scaling: { minimum: 3, maximum: 30, maximumCore: 5, maximumOnDemand: 8 },
          volumeSize: Size.gibibytes(128),
        }),
        termination: EmrTermination.never(),
        stepConcurrency: 4,
        certificates: EmrCertificates.pem(outside.bucket, 'certificates.zip'),
        alarms: { Idle: { evaluationPeriods: 6 }, AppsPending: { enabled: false } },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      made.useGlueCatalog('shop');
      return withWork(made, outside);
    },
    'instance groups with own key': (scope, id, outside) => withWork(new EmrCluster(scope, id, {
      applications: [SPARK, TRINO],
      release: EmrRelease.EMR_7_13_0,
      network: existingNetwork(outside),
      nodes: EmrNodes.groups({ coreCount: 4, task: { instanceType: new ec2.InstanceType('c7g.2xlarge'), count: 2 } }),
      encryptionKey: outside.key,
    }), outside),
  },
};

/** The VPC belongs to the app. */
export function existingNetwork(scope: Construct): EmrNetwork {
  return EmrNetwork.existingVpc(importedVpc(scope, 'Vpc'));
}

function withWork(made: EmrCluster, outside: Outside): EmrCluster {
  made.addBootstrapAction('Install', outside.bucket, 'install.sh', '--quiet');
  made.addConfiguration({ classification: 'spark-defaults', properties: { 'spark.executor.memory': '4g' } });
  made.addStep('Prepare', EmrStep.spark(outside.bucket, 'prepare.py', { args: ['--all'] }));
  made.addStep('Load', EmrStep.jar(outside.bucket, 'load.jar', { mainClass: 'com.example.Load' }));
  made.grantRead(outside.bucket, 'input/*');
  made.grantWrite(outside.bucket, 'output/*');
  made.notifyFailures(FailureTarget.queue(outside.queue));
  made.alarms.health();
  return made;
}
