import { join } from 'node:path';
import { installed } from './installed';
import { Language, ROOT } from './language';
import { pack } from './packed';
import { run } from '../run';

export const CSHARP: Language = {
  name: 'C#',
  folder: join('examples', 'csharp'),
  missing: () => installed('dotnet', '--version') ? undefined : 'dotnet',
  prepare() {
    const folder = join(ROOT, 'examples', 'csharp');
    pack('dotnet');
    run('dotnet', ['build', '--nologo', '--verbosity', 'quiet'], { cwd: folder });
    return { folder, env: process.env };
  },
};
