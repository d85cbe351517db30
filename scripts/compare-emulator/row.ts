import { Judged } from './verdict';

/** One template: what is said of it, and what happened. */
export interface Row {
  readonly edge: string;
  /** Undefined for the correct template. */
  readonly change?: string;
  readonly judged: Judged;
  readonly sent: number;
  /** Undefined where nothing was sent. */
  readonly arrived?: number;
  /** Why CloudFormation did not make the stack. */
  readonly refused?: string;
  readonly outcome: Outcome;
  /** Why the correct template is not compared. */
  readonly reason?: string;
}

export type Outcome = 'agrees' | 'not enforced there' | 'not compared' | 'DISAGREES';

/** Of a template in which everything should arrive, or nothing by a rule. */
export function outcomeOf({ verdict, rules }: Judged, rule: string | undefined, sent: number, arrived: number | undefined): Outcome {
  const isAsExpected = rule === undefined ? verdict === 'yes' : verdict === 'no' && rules.includes(rule);
  if (!isAsExpected) return 'DISAGREES';
  if (rule === undefined) return arrived === sent ? 'agrees' : 'DISAGREES';
  return arrived === undefined || arrived === 0 ? 'agrees' : 'not enforced there';
}
