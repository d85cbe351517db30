import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';
import { allPages, FOLDERS, pageOf, ROOT } from './repository-pages';

/** Where the files are that are no pages. */
export const REPOSITORY = 'https://github.com/cdk-keel/cdk-keel';

/** The Markdown links to files and folders as GitHub takes them. In the site they lead to pages, and what is no page is at GitHub. */
export function linksOfRepository(md: MarkdownRenderer): void {
  md.core.ruler.push('links-of-repository', ({ tokens, env }) => {
    const { path, realPath = path } = env as MarkdownEnv;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' && token.attrGet('href');
      if (href && !/^(#|\/|[a-z]+:)/.test(href)) token.attrSet('href', linkOf(href, relative(ROOT, realPath)));
    }
  });
}

function linkOf(href: string, from: string): string {
  const [name, hash] = href.split('#');
  const file = normalize(join(dirname(from), decodeURIComponent(name))).replace(/\/$/, '');
  if (!existsSync(join(ROOT, file))) throw new Error(`${from} links to ${href}, which does not exist`);
  const anchor = hash === undefined ? '' : `#${hash}`;
  if (allPages().includes(file)) return `/${pageOf(file)}${anchor}`;
  if (file in FOLDERS) return `/folder-${file.replace('/', '-')}`;
  return `${REPOSITORY}/${statSync(join(ROOT, file)).isDirectory() ? 'tree' : 'blob'}/HEAD/${file}${anchor}`;
}
