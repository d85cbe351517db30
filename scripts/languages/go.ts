import { join } from 'node:path';
import { installed } from './installed';
import { Language, ROOT } from './language';
import { pack } from './packed';
import { run } from '../run';

export const GO: Language = {
  name: 'Go',
  folder: join('examples', 'go'),
  missing: () => installed('go', 'version') ? undefined : 'go',
  prepare() {
    const folder = join(ROOT, 'examples', 'go');
    pack('go');
    run('go', ['vet', '.'], { cwd: folder });
    run('go', ['build', '-o', '/dev/null', '.'], { cwd: folder });
    return { folder, env: process.env };
  },
};
