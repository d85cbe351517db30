import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

/** The anchors of headings as GitHub makes them, so that links to them work in both. */
export function githubSlug(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-');
}

/** Blocks of Mermaid are drawn, and those that are indented look like those with fences. */
export function mermaidBlocks(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index];
    return info.trim() === 'mermaid' ? `<MermaidGraph code="${encodeURIComponent(content)}" />` : fence(tokens, index, ...rest);
  };
  md.renderer.rules.code_block = fence;
}

/** What the search reads. In the reference a class is one section: its hundreds of members would be found before anything else. */
export function forSearch(source: string, env: MarkdownEnv, md: { render: (source: string, env: object) => string }): string {
  const html = md.render(source, env);
  if (env.frontmatter?.search === false) return '';
  return env.relativePath === 'API.md' ? html.replace(/<(\/?)h[4-6]\b/g, '<$1p') : html;
}
