import { relative } from 'path';

/** A path as the user would write it. */
export function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}
