import { Severity } from './severity';
import { Rule, wholeNumber } from '../validation/check-props';

/** What to change about one alarm. In Python write `AlarmOverride(...)`: a plain dict would lose its misspelt keys without a word. */
export interface AlarmOverride {
  /**
   * Whether the alarm exists.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The alarm goes off at or above this value, in the metric's unit.
   *
   * @default - the value the construct derives
   */
  readonly threshold?: number;

  /**
   * How many periods must be at or above the threshold, 1 to 1,440.
   *
   * @default - as the construct defines it
   */
  readonly evaluationPeriods?: number;

  /**
   * How urgent the alarm is.
   *
   * @default - as the construct defines it
   */
  readonly severity?: Severity;
}

/** What overrides must fulfil, given the keys of the alarms there are. */
export function alarmOverrideRules(overrides: { [key: string]: AlarmOverride } | undefined, keys: string[]): Rule[] {
  return Object.entries(overrides ?? {}).filter(([, override]) => override !== undefined).flatMap(([key, override]) => [
    {
      prop: 'alarms',
      value: key,
      holds: () => keys.includes(key),
      must: `must name alarms of this construct (${keys.join(', ')})`,
    },
    {
      prop: `alarms.${key}`,
      value: override,
      // Python drops what it does not know from a dict, so that a misspelt one arrives empty.
      holds: (one: AlarmOverride) => Object.values(one).some((change) => change !== undefined),
      must: 'must change something: enabled, threshold, evaluationPeriods or severity (in Python write AlarmOverride(...))',
    },
    {
      prop: `alarms.${key}.evaluationPeriods`,
      value: override.evaluationPeriods,
      holds: wholeNumber(1, 1440),
      must: 'must be a whole number from 1 to 1,440 (a day)',
    },
    {
      prop: `alarms.${key}.threshold`,
      value: override.threshold,
      holds: (threshold: number) => Number.isFinite(threshold),
      must: 'must be a number',
    },
  ]);
}
