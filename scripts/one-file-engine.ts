/**
 * Makes one file each of the engine and of the command in `lib`, and removes what jsii has compiled of them: every synthesis loads the engine, and Node.js loads
 * one file faster than a hundred. They are made from the sources, because modules that are compiled already keep a function around each.
 */
import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const SOURCES = join(__dirname, '..', 'src', 'delivery');
const DELIVERY = join(__dirname, '..', 'lib', 'delivery');
const LEFT = ['delivery-checks.d.ts', 'delivery-checks.js', 'promise-delivery.js', 'load-engine.js', 'engine.js', 'cli/main.js'];

function oneFile(file: string, external: string[]): void {
  buildSync({
    absWorkingDir: SOURCES,
    entryPoints: [`${file}.ts`],
    outfile: join(DELIVERY, `${file}.js`),
    bundle: true,
    external,
    packages: 'external',
    platform: 'node',
    target: 'node20',
  });
}

oneFile('engine', []);
oneFile('cli/main', ['../engine']);
// The Python package starts it as a program; npm sets this by itself.
chmodSync(join(DELIVERY, 'cli', 'main.js'), 0o755);
for (const name of readdirSync(DELIVERY, { recursive: true, encoding: 'utf8' })) {
  if (statSync(join(DELIVERY, name)).isFile() && !LEFT.includes(name)) rmSync(join(DELIVERY, name));
}
