import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Language, ROOT } from './language';
import { installPacked } from '../install-packed';
import { run } from '../run';

/** What the app needs besides the package: the user's own versions, here those of this checkout. */
const PEERS = ['aws-cdk-lib', 'constructs', 'typescript', 'ts-node', '@types/node'];

const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'node16', moduleResolution: 'node16', rootDir: '..', strict: true, skipLibCheck: true, types: ['node'] },
};

export const TYPESCRIPT: Language = {
  name: 'TypeScript',
  folder: join('examples', 'typescript'),
  missing: () => undefined,
  prepare(scratch) {
    const user = installPacked(join(scratch, 'typescript'));
    for (const peer of PEERS) {
      mkdirSync(dirname(join(user, 'node_modules', peer)), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', peer), join(user, 'node_modules', peer), 'junction');
    }
    // Away from the checkout, where the name of the package would mean the checkout itself.
    for (const folder of ['typescript', 'order-fan-out']) cpSync(join(ROOT, 'examples', folder), join(user, 'examples', folder), { recursive: true });
    const folder = join(user, 'examples', 'typescript');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--noEmit', '--project', folder]);
    return { folder, env: process.env };
  },
};
