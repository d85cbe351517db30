import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './installed';
import { Language, ROOT } from './language';
import { pack } from './packed';
import { run } from '../run';

/** A repository of its own: in the user's, Maven would keep the first package of a version for ever. */
const REPOSITORY = join(ROOT, '.m2');

export const JAVA: Language = {
  name: 'Java',
  folder: join('examples', 'java'),
  missing: () => installed('mvn', '--version') && installed('javac', '--version') ? undefined : 'mvn and javac',
  prepare() {
    const folder = join(ROOT, 'examples', 'java');
    const env = { ...process.env, MAVEN_ARGS: undefined, MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${REPOSITORY}` };
    pack('java', env);
    rmSync(join(REPOSITORY, 'io', 'github', 'cdkkeel'), { recursive: true, force: true });
    run('mvn', ['-q', '-B', 'compile'], { cwd: folder, env });
    return { folder, env };
  },
};
