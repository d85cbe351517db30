import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { list } from 'tar';

/** A file in a package. */
export interface Entry {
  readonly path: string;
  readonly content: Uint8Array;
}

/** The files in a folder or in an archive, by what its name ends in. */
export function entriesOf(path: string): Entry[] {
  if (statSync(path).isDirectory()) return inFolder(path);
  return /\.(tgz|tar\.gz)$/.test(path) ? inTar(path) : inZip(path);
}

function inFolder(folder: string): Entry[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile());
  return files.map((file) => ({ path: file.split(sep).join('/'), content: readFileSync(join(folder, file)) }));
}

function inTar(file: string): Entry[] {
  const entries: Entry[] = [];
  list({
    file,
    sync: true,
    filter: (_, entry) => !('type' in entry) || entry.type !== 'Directory',
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => entries.push({ path: entry.path, content: Buffer.concat(chunks) }));
    },
  });
  return entries;
}

function inZip(file: string): Entry[] {
  return Object.entries(unzipSync(readFileSync(file))).filter(([path]) => !path.endsWith('/')).map(([path, content]) => ({ path, content }));
}
