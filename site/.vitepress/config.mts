import { DefaultTheme, defineConfig } from 'vitepress';
import { parserOfCommand } from '../parser-of-command';
import { linksOfRepository, REPOSITORY } from '../repository-links';
import { allPages, filesOf, pageOf, titleOf } from '../repository-pages';
import { forSearch, githubSlug, mermaidBlocks } from '../markdown';

const item = (file: string): DefaultTheme.SidebarItem => ({ text: titleOf(file), link: `/${pageOf(file)}` });
const group = (text: string, files: readonly string[], collapsed?: boolean): DefaultTheme.SidebarItem => ({ text, items: files.map(item), collapsed });

const page = (name: string) => `docs/${name}.md`;
const CHECKS = ['delivery-checks', 'command', 'mutation-report', 'emulator-comparison'].map(page);
const MEASURED = ['measurements', 'faults', 'fuzzing', 'upgrades', 'scale-on-backlog', 'compliance', 'security', 'cdk-versions'].map(page);
const CHECK_PAGE = { text: 'Check a template', link: '/check' };

/** The browser itself refuses to send anything to another server. */
const SECURITY = [
  "default-src 'self'", "script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
  "object-src 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ');

export default defineConfig({
  title: 'cdk-keel',
  description: 'AWS patterns in one line of CDK: wired, encrypted and watched.',
  lang: 'en',
  head: [
    ['meta', { 'http-equiv': 'Content-Security-Policy', 'content': SECURITY }],
    ['link', { rel: 'icon', href: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><text y="13" font-size="14">⚓</text></svg>' }],
  ],

  // The pages are the repository's own Markdown.
  srcDir: '..',
  srcExclude: ['!(docs|decisions|site)/**/*', '!(README|API|ARCHITECTURE|CONTRIBUTING|CHANGELOG|SECURITY).md'],
  rewrites: pageOf,
  markdown: {
    // Braces are text at GitHub.
    attrs: { disable: true },
    anchor: { slugify: githubSlug },
    config: (md) => {
      md.use(linksOfRepository);
      md.use(mermaidBlocks);
    },
  },
  vite: {
    plugins: [parserOfCommand],
    // Pages with all rules and the whole API are large, and loaded when somebody opens them.
    build: { chunkSizeWarningLimit: 4_000 },
  },

  themeConfig: {
    nav: [
      CHECK_PAGE,
      { text: 'Delivery checks', link: '/delivery-checks' },
      { text: 'API', link: '/API' },
    ],
    sidebar: [
      { items: [{ text: 'What it is', link: '/' }, CHECK_PAGE] },
      group('Constructs', filesOf('docs/constructs')),
      group('Patterns', filesOf('docs/patterns')),
      group('Guides', filesOf('docs').filter((file) => ![...CHECKS, ...MEASURED].includes(file))),
      group('Delivery checks', CHECKS),
      group('Measured and checked', MEASURED.filter((file) => allPages().includes(file))),
      group('Runbooks', filesOf('docs/runbooks'), true),
      group('Decisions', filesOf('decisions'), true),
      group('Project', ['API.md', 'CHANGELOG.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((file) => allPages().includes(file))),
    ].filter(({ items }) => items!.length > 0),
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    search: { provider: 'local', options: { _render: forSearch } },
  },
});
