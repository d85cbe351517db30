import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

/** EMR reports every five minutes. */
const FIVE_MINUTES = Duration.minutes(5);
const HALF_AN_HOUR = 6;
const AN_HOUR = 12;
const A_DAY = 288;

/** The settings of a cluster that its alarms follow from. */
export interface EmrAlarmSettings {
  /** Whether YARN runs all of its work. Otherwise it looks idle to EMR when it is not. */
  readonly runsOnYarn: boolean;
  /** After which EMR ends an idle cluster; undefined if it does not. */
  readonly idleTimeoutSeconds?: number;
  /** The most nodes that EC2 may take back. */
  readonly spotNodes: number;
}

/** Keys of the alarms of `emrClusterAlarms`. */
export function emrClusterAlarmKeys(settings: Pick<EmrAlarmSettings, 'runsOnYarn' | 'idleTimeoutSeconds'>): string[] {
  return [
    ...(idlePeriods(settings) === undefined ? [] : ['Idle']),
    'UnhealthyNodes', 'LostNodes', 'HdfsUtilization', 'YarnMemory', 'MissingBlocks', 'AppsPending', 'FailureEvent',
  ];
}

/**
 * Alarms on a cluster.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_ViewingMetrics.html
 *
 * @param clusterId `j-…`
 * @param failures the queue of events of steps and clusters that failed, for which there is no metric
 * @param settings what thresholds follow from
 */
export function emrClusterAlarms(clusterId: string, failures: sqs.IQueue, settings: EmrAlarmSettings): AlarmDefinition[] {
  const metric = (metricName: string, statistic: string) => (
    new cloudwatch.Metric({ namespace: 'AWS/ElasticMapReduce', metricName, dimensionsMap: { JobFlowId: clusterId }, statistic, period: FIVE_MINUTES })
  );
  const periods = idlePeriods(settings);
  const all: AlarmDefinition[] = [
    {
      key: 'Idle',
      metric: metric('IsIdle', cloudwatch.Stats.MINIMUM),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: periods,
      meaning: settings.idleTimeoutSeconds === undefined
        ? 'The cluster has cost money for an hour and done nothing.'
        : 'The cluster is idle, and has not ended half an hour after it should have.',
      firstStep: 'look whether anybody needs it; if not, terminate it.',
    },
    {
      key: 'UnhealthyNodes',
      metric: metric('MRUnhealthyNodes', cloudwatch.Stats.MAXIMUM),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: 2,
      meaning: 'A node takes no work, most often because its disk is 90 % full.',
      firstStep: 'look which node it is and what fills its disk.',
    },
    {
      key: 'LostNodes',
      metric: metric('MRLostNodes', cloudwatch.Stats.MAXIMUM),
      threshold: settings.spotNodes + 1,
      severity: Severity.WARNING,
      meaning: settings.spotNodes > 0
        ? 'The primary node has lost touch with more nodes than EC2 may take back.'
        : 'The primary node has lost touch with a node.',
      firstStep: 'look whether the instance still runs, and why it was terminated.',
    },
    {
      key: 'HdfsUtilization',
      metric: metric('HDFSUtilization', cloudwatch.Stats.MAXIMUM),
      threshold: 80,
      severity: Severity.WARNING,
      evaluationPeriods: 3,
      meaning: 'HDFS is 80 % full; when it is full, steps fail.',
      firstStep: 'delete what jobs have left behind, or add core nodes.',
    },
    {
      key: 'YarnMemory',
      metric: new cloudwatch.MathExpression({
        expression: 'IF(FILL(pending, 0) > 0, 100 - available, 0)',
        usingMetrics: {
          available: metric('YARNMemoryAvailablePercentage', cloudwatch.Stats.AVERAGE),
          pending: metric('ContainerPending', cloudwatch.Stats.MINIMUM),
        },
        label: 'Memory in use while containers wait, in percent',
        period: FIVE_MINUTES,
      }),
      threshold: 85,
      severity: Severity.WARNING,
      evaluationPeriods: HALF_AN_HOUR,
      meaning: 'For half an hour work has waited because less than 15 % of the memory of YARN is free.',
      firstStep: 'compare what jobs ask for with what they use, then add nodes or raise the limit of scaling.',
    },
    {
      key: 'MissingBlocks',
      metric: metric('MissingBlocks', cloudwatch.Stats.MAXIMUM),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'HDFS has lost data: no node holds a copy of a block.',
      firstStep: 'find the files with hdfs fsck, and which core nodes are gone.',
    },
    {
      key: 'AppsPending',
      metric: metric('AppsPending', cloudwatch.Stats.MINIMUM),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: HALF_AN_HOUR,
      meaning: 'For half an hour YARN has had applications that it could not start.',
      firstStep: 'look which applications run, and whether one of them holds what the others wait for.',
    },
    {
      key: 'FailureEvent',
      metric: failures.metricApproximateNumberOfMessagesVisible({ statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) }),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'A step has failed, or the cluster has ended with an error. The event is in the queue until somebody deletes it.',
      firstStep: 'read the event, and the log of the step.',
    },
  ];
  const keys = emrClusterAlarmKeys(settings);
  return all.filter(({ key }) => keys.includes(key));
}

/** Undefined where idleness cannot be seen, or lasts longer than an alarm with periods of five minutes can look back. */
function idlePeriods({ runsOnYarn, idleTimeoutSeconds }: Pick<EmrAlarmSettings, 'runsOnYarn' | 'idleTimeoutSeconds'>): number | undefined {
  const periods = idleTimeoutSeconds === undefined ? AN_HOUR : Math.ceil(idleTimeoutSeconds / FIVE_MINUTES.toSeconds()) + HALF_AN_HOUR;
  return runsOnYarn && periods <= A_DAY ? periods : undefined;
}
