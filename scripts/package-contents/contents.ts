import { createHash } from 'node:crypto';
import { Artefact } from './artefacts';
import { Entry } from './read-artefact';

/** The files of one kind in an artefact. */
export interface KindOfFiles {
  readonly kind: string;
  readonly files: number;
  readonly bytes: number;
}

export interface Contents {
  readonly kinds: readonly KindOfFiles[];
  readonly bytes: number;
  readonly problems: readonly string[];
}

/** What an artefact holds, and what is wrong with that. */
export function contentsOf({ kinds, limit = Infinity }: Artefact, entries: readonly Entry[]): Contents {
  const kindOf = ({ path }: Entry) => Object.keys(kinds).find((kind) => kinds[kind].test(path));
  const bytesOf = (some: readonly Entry[]) => some.reduce((sum, { content }) => sum + content.length, 0);
  const found = Object.keys(kinds).map((kind) => {
    const ofKind = entries.filter((entry) => kindOf(entry) === kind);
    return { kind, files: ofKind.length, bytes: bytesOf(ofKind) };
  });
  const bytes = bytesOf(entries);
  return {
    kinds: found,
    bytes,
    problems: [
      ...entries.filter((entry) => kindOf(entry) === undefined).map(({ path }) => `${path} does not belong in it`),
      ...found.filter(({ files }) => files === 0).map(({ kind }) => `it has no ${kind}`),
      ...(bytes > limit ? [`it is ${kilobytes(bytes)} unpacked, and may be ${kilobytes(limit)}`] : []),
    ],
  };
}

export const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;

/** What each language installs is the npm package: these hold another one. */
export function otherLibraries(library: Uint8Array, entries: readonly Entry[]): string[] {
  const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
  return entries.filter(({ path, content }) => path.endsWith('.tgz') && hash(content) !== hash(library)).map(({ path }) => `${path} is not the npm package`);
}

/** Compiled files of sources that are no longer there, which the compiler leaves behind. */
export function leftBehind(entries: readonly Entry[], isSource: (path: string) => boolean): string[] {
  const compiled = entries.flatMap(({ path }) => /^package\/lib\/(.+?)(\.d\.ts|\.js)$/.exec(path)?.[1] ?? []);
  return [...new Set(compiled)].filter((module) => !isSource(`src/${module}.ts`)).map((module) => `lib/${module}.js is compiled from no file of src`);
}

/** Names of packages that would be installed or bundled with the npm package. */
export function dependenciesIn(manifest: { readonly [field: string]: unknown }): string[] {
  const fields = ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies'];
  return fields.flatMap((field) => namesIn(manifest[field]).map((name) => `it depends on ${name} (${field} of package.json)`));
}

function namesIn(dependencies: unknown): string[] {
  return Array.isArray(dependencies) ? dependencies : Object.keys(dependencies ?? {});
}
