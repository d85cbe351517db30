import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** The cloud assembly of the reference stacks at the last release, with the code of their functions: every file by its path, as JSON. */
const BASELINE = path.join(__dirname, '..', '..', 'test', 'compatibility', 'reference-stacks.json.gz');

/** Where constructs were made in the code, with paths of this machine: a deployment needs no more than that the file is there. */
const METADATA = /\.metadata\.json$/;

/** Makes a cloud assembly the one to upgrade from. */
export function storeBaseline(assembly: string): void {
  const files = fs.readdirSync(assembly, { recursive: true, encoding: 'utf8' }).sort()
    .filter((file) => fs.statSync(path.join(assembly, file)).isFile());
  const texts = files.map((file) => [file, METADATA.test(file) ? '{}' : fs.readFileSync(path.join(assembly, file), 'utf8')]);
  fs.writeFileSync(BASELINE, gzipSync(JSON.stringify(Object.fromEntries(texts)), { level: 9 }));
}

/** Writes the stored cloud assembly to a folder. */
export function restoreBaseline(folder: string): void {
  const files: Record<string, string> = JSON.parse(gunzipSync(fs.readFileSync(BASELINE)).toString());
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}
