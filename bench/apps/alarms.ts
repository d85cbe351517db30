import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** An alarm for each metric and threshold, as a user of plain L2s would write the loop. */
export function alarms(scope: Construct, definitions: Record<string, readonly [cloudwatch.IMetric, number]>): void {
  for (const [id, [metric, threshold]] of Object.entries(definitions)) {
    new cloudwatch.Alarm(scope, `${id}Alarm`, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${id} of ${scope.node.path}. See the runbook.`,
    });
  }
}
