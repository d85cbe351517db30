/** How urgent an alarm is. Decides which routes of `AlarmRouting` it takes. */
export enum Severity {
  /** Messages are being lost or are about to be: wake somebody up. */
  CRITICAL = 'CRITICAL',
  /** Nothing is lost yet: look at it in working hours. */
  WARNING = 'WARNING',
}
