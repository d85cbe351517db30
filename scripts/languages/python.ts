import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Language, ROOT } from './language';
import { pack } from './packed';
import { PythonEnvironment } from './python-environment';
import { changed } from '../compile';

export const PYTHON: Language = {
  name: 'Python',
  folder: join('examples', 'python'),
  missing: () => undefined,
  prepare() {
    const folder = join(ROOT, 'examples', 'python');
    const environment = new PythonEnvironment({
      folder: '.venv', requirements: join('examples', 'python', 'requirements.txt'), modules: ['jsii'], megabytes: 250,
    });
    environment.ensureReady();
    // Wheels of former versions stay in the folder.
    const dist = pack('python', environment.variables);
    const [newest] = readdirSync(dist).filter((name) => name.endsWith('.whl')).map((name) => join(dist, name))
      .sort((one, other) => changed(other) - changed(one));
    environment.installWheel(newest);
    return { folder, env: environment.variables };
  },
};
