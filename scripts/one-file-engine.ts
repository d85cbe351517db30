/**
 * Makes one file each of the engine and of the command in `lib`, and removes what went into them: every synthesis loads the engine, and Node.js loads one file in
 * half of the time that a hundred take.
 */
import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const DELIVERY = join(__dirname, '..', 'lib', 'delivery');
const LEFT = ['delivery-checks.d.ts', 'delivery-checks.js', 'promise-delivery.js', 'load-engine.js', 'engine.js', 'cli/main.js'];

function oneFile(file: string, external: string[]): void {
  buildSync({
    absWorkingDir: DELIVERY, entryPoints: [file], outfile: file, allowOverwrite: true, bundle: true, external, packages: 'external', platform: 'node', target: 'node20',
  });
}

oneFile('engine.js', []);
oneFile('cli/main.js', ['../engine']);
// The Python package starts it as a program; npm sets this by itself.
chmodSync(join(DELIVERY, 'cli', 'main.js'), 0o755);
for (const name of readdirSync(DELIVERY, { recursive: true, encoding: 'utf8' })) {
  if (statSync(join(DELIVERY, name)).isFile() && !LEFT.includes(name)) rmSync(join(DELIVERY, name));
}
