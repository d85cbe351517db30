import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmOverride, alarmOverrideRules } from './alarm-override';
import { AlarmRouting } from './alarm-routing';
import { Severity } from './severity';
import { checkProps, knownText, matches, Rule, wholeNumber } from '../validation/check-props';
import { pathOf } from '../validation/path-of';

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
   * How many periods are looked at, 1 to 1,440. All of them must be at or above the threshold.
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

  /** The page that has a heading for each key: its address, for example `https://wiki.example.com/orders`, or the name of a page in this library's `docs/runbooks`. */
  readonly runbook: string;

  /**
   * Changes by key.
   *
   * @default - every alarm as defined
   */
  readonly overrides?: { [key: string]: AlarmOverride };
}

function definitionRules({ key, threshold, evaluationPeriods }: AlarmDefinition): Rule[] {
  return [
    knownText('definitions.key', key, 'it is the id of the alarm'),
    matches('definitions.key', key, /^[A-Z][A-Za-z0-9]*$/, 'be letters and digits, and begin with a capital letter, as a heading of the runbook'),
    { prop: 'definitions.threshold', value: threshold, holds: Number.isFinite, must: 'must be a number' },
    { prop: 'definitions.evaluationPeriods', value: evaluationPeriods, holds: wholeNumber(1, 1440), must: 'must be a whole number from 1 to 1,440 (a day)' },
  ];
}

/**
 * The alarms of one construct, found by key, routed by `AlarmRouting`, and adjustable one by one.
 */
export class AlarmSet extends Construct {
  private readonly alarms: Map<string, cloudwatch.Alarm>;
  private composite?: cloudwatch.CompositeAlarm;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: AlarmSetProps) {
    const overrides = props.overrides ?? {};
    const keys = props.definitions.map(({ key }) => key);
    checkProps('AlarmSet', scope, id, [
      matches('runbook', props.runbook, /^(https?:\/\/\S+|[a-z0-9-]+)$/, 'be an address (https://…), or the name of a page of this library'),
      { prop: 'definitions', value: keys, holds: () => new Set(keys).size === keys.length, must: 'must have another key each' },
      ...props.definitions.flatMap(definitionRules),
      ...alarmOverrideRules(overrides, keys),
    ]);
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
      alarmDescription: `In ALARM while any alarm of ${pathOf(this.node.scope!)} is.`,
    });
    return this.composite;
  }

  private makeAlarm(definition: AlarmDefinition, override: AlarmOverride, runbook: string): cloudwatch.Alarm {
    const { key, metric, meaning, firstStep } = definition;
    const page = runbook.includes('://') ? runbook : `${RUNBOOKS}/${runbook}.md`;
    const alarm = new cloudwatch.Alarm(this, key, {
      metric,
      threshold: override.threshold ?? definition.threshold,
      evaluationPeriods: override.evaluationPeriods ?? definition.evaluationPeriods ?? 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      actionsEnabled: true,
      alarmDescription: `${meaning} First step: ${firstStep} Runbook: ${page}#${key.toLowerCase()}`,
    });
    AlarmRouting.route(alarm, override.severity ?? definition.severity);
    return alarm;
  }
}
