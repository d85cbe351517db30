import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import {
  AlarmTopic, EmrApplication, EmrCluster, EmrNodes, EmrStep, EmrTermination, FailureTarget, StepFunctionsWorkflow,
} from 'cdk-keel';

/** Counts the orders of each day, in the night. */
export function nightlyReport(stack: Stack, orders: s3.IBucket, programs: s3.IBucket, pages: AlarmTopic): EmrCluster {
  const spark = new EmrCluster(stack, 'Spark', {
    applications: [EmrApplication.SPARK],
    nodes: EmrNodes.fleets({
      task: { instanceTypes: ['m7g.2xlarge', 'm6g.2xlarge', 'r7g.2xlarge'].map((type) => new ec2.InstanceType(type)), spotUnits: 1 },
      scaling: { minimum: 2, maximum: 20, maximumCore: 2 },
      volumeSize: Size.gibibytes(128),
    }),
    termination: EmrTermination.never(),
  });
  spark.grantRead(orders, 'orders/*');
  spark.grantWrite(orders, 'reports/*');
  spark.notifyFailures(FailureTarget.topic(pages.topic));

  const count = spark.stepTask('Count', EmrStep.spark(programs, 'count.py', { args: [orders.s3UrlForObject('orders/'), orders.s3UrlForObject('reports/')] }));
  const nightly = new StepFunctionsWorkflow(stack, 'Nightly', { definition: sfn.DefinitionBody.fromChainable(count) });
  nightly.startOnSchedule('EveryNight', scheduler.ScheduleExpression.cron({ hour: '2', minute: '0' }));
  return spark;
}
