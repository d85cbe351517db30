/** What the user can change: it is told in one line. */
export class CommandError extends Error {}

/** An error in one line. */
export function messageOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'RangeError' ? 'it is nested too deeply' : message.split('\n')[0];
}
