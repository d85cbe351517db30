import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. The site is built by `npm run docs`, which runs there. */
export const ROOT = process.cwd();

/** Folders that the Markdown links to, as GitHub lists them. */
export const FOLDERS: Readonly<Record<string, string>> = { 'decisions': 'Decisions', 'docs/runbooks': 'Runbooks', 'docs/constructs': 'Constructs' };

/** The Markdown files in a folder of the repository, by name. */
export function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).sort().map((name) => (folder === '.' ? name : `${folder}/${name}`));
}

/** All Markdown files that are pages. */
export function allPages(): string[] {
  return ['.', 'docs', 'docs/constructs', 'docs/patterns', 'docs/runbooks', 'decisions'].flatMap(filesOf);
}

/** Where a file of the repository is in the site: `docs/command.md` at `command.md`. Case alone must not tell it from `docs/security.md`. */
export function pageOf(file: string): string {
  return file.replace(/^README\.md$/, 'index.md').replace(/^SECURITY\.md$/, 'reporting-vulnerabilities.md').replace(/^(docs|site)\//, '');
}

/** The first heading, without markup. */
export function titleOf(file: string): string {
  const heading = /^# (.*)$/m.exec(readFileSync(join(ROOT, file), 'utf8'));
  if (!heading) throw new Error(`${file} has no title`);
  return heading[1].replace(/<[^>]*>|`/g, '').trim();
}
