import { Verdict } from '../expression/verdict';
import { Answer } from '../policy/evaluate';

/** What an answer says of an edge. */
export const DELIVERS: Record<Answer, Verdict> = { allowed: 'yes', denied: 'no', unknown: 'unknown' };

/** What all of them come to. */
export function least(answers: readonly Answer[]): Answer {
  return answers.find((one) => one === 'denied') ?? answers.find((one) => one === 'unknown') ?? 'allowed';
}

/** What one of them comes to. */
export function most(answers: readonly Answer[]): Answer {
  return answers.find((one) => one === 'allowed') ?? answers.find((one) => one === 'unknown') ?? 'denied';
}
