import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './language';
import { changed } from '../compile';
import { run } from '../run';

/** Makes the package of one language in `dist`, unless that was done later than the package was compiled. */
export function pack(language: string, env: NodeJS.ProcessEnv = process.env): string {
  const folder = join(ROOT, 'dist', language);
  if (!existsSync(folder) || changed(folder) < changed(join(ROOT, '.jsii'))) {
    console.error(`packing for ${language}`);
    run('npx', ['projen', `package:${language}`], { cwd: ROOT, env });
  }
  return folder;
}
