import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmOverride, alarmOverrideRules } from './alarm-override';
import { AlarmRouting } from './alarm-routing';
import { Severity } from './severity';
import { checkProps } from '../validation/check-props';

/** Where runbooks are. */
export const RUNBOOKS = 'https://github.com/cdk-keel/cdk-keel/blob/main/docs/runbooks';

/** One alarm: what it watches, when it goes off, and what to do then. */
export interface AlarmDefinition {
  /** Stable name of the alarm within its construct. It is the child id, the name for overrides and the heading in the runbook. */
  readonly key: string;

  /** The metric, with all its dimensions. */
  readonly metric: cloudwatch.IMetric;

  /** The alarm goes off at or above this value, in the metric's unit. */
  readonly threshold: number;

  /** How urgent it is. */
  readonly severity: Severity;

  /**
   * How many periods are looked at. All of them must be at or above the threshold.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /** What has happened, in one sentence. */
  readonly meaning: string;

  /** What to do first, in one sentence. */
  readonly firstStep: string;
}

/** Properties of an AlarmSet. */
export interface AlarmSetProps {
  /** The alarms there are. */
  readonly definitions: AlarmDefinition[];

  /** The page below `docs/runbooks` that has a heading for each key. */
  readonly runbook: string;

  /**
   * Changes by key.
   *
   * @default - every alarm as defined
   */
  readonly overrides?: { [key: string]: AlarmOverride };
}

/**
 * The alarms of one construct, found by key, routed by `AlarmRouting`, and adjustable one by one.
 */
export class AlarmSet extends Construct {
  private readonly alarms: Map<string, cloudwatch.Alarm>;
  private composite?: cloudwatch.CompositeAlarm;

  constructor(scope: Construct, id: string, props: AlarmSetProps) {
    const overrides = props.overrides ?? {};
    checkProps('AlarmSet', scope, id, alarmOverrideRules(overrides, props.definitions.map(({ key }) => key)));
    super(scope, id);

    this.alarms = new Map(props.definitions
      .filter(({ key }) => overrides[key]?.enabled ?? true)
      .map((definition) => [definition.key, this.makeAlarm(definition, overrides[definition.key] ?? {}, props.runbook)]));
  }

  /** Every alarm of the set that is switched on. */
  public get all(): cloudwatch.Alarm[] {
    return [...this.alarms.values()];
  }

  /**
   * One alarm.
   *
   * @param key for example `DeadLetter`; an error lists the keys there are
   */
  public get(key: string): cloudwatch.Alarm {
    const alarm = this.alarms.get(key);
    if (!alarm) {
      throw new Error(`'${this.node.path}' has no alarm '${key}', or it is switched off. There are: ${[...this.alarms.keys()].join(', ')}`);
    }
    return alarm;
  }

  /**
   * One alarm that is in ALARM while any alarm of the set is: for the rollback of a deployment, a Route 53 health check or the suppression of
   * others. It is made when it is first asked for, costs $0.50 a month, and has no action of its own.
   */
  public health(): cloudwatch.CompositeAlarm {
    if (this.alarms.size === 0) {
      throw new Error(`'${this.node.path}' has no alarm to make a health alarm of: all are switched off`);
    }
    this.composite ??= new cloudwatch.CompositeAlarm(this, 'Health', {
      alarmRule: cloudwatch.AlarmRule.anyOf(...this.all.map((alarm) => cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM))),
      alarmDescription: `In ALARM while any alarm of ${this.node.scope!.node.path} is.`,
    });
    return this.composite;
  }

  private makeAlarm(definition: AlarmDefinition, override: AlarmOverride, runbook: string): cloudwatch.Alarm {
    const { key, metric, meaning, firstStep } = definition;
    const alarm = new cloudwatch.Alarm(this, key, {
      metric,
      threshold: override.threshold ?? definition.threshold,
      evaluationPeriods: override.evaluationPeriods ?? definition.evaluationPeriods ?? 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      actionsEnabled: true,
      alarmDescription: `${meaning} First step: ${firstStep} Runbook: ${RUNBOOKS}/${runbook}.md#${key.toLowerCase()}`,
    });
    AlarmRouting.route(alarm, override.severity ?? definition.severity);
    return alarm;
  }
}
