import { readdirSync } from 'node:fs';
import { BrowserContext, Page } from 'playwright-core';
import { openPage } from './chromium';
import { Report } from './report';

/** A small phone. */
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 800 };

interface Visited {
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

/** Opens every page of the site: nothing is broken, every picture is there, and a phone shows it without scrolling sideways. */
export async function tryEveryPage(context: BrowserContext, address: string, folder: string, report: Report): Promise<void> {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html') && name !== '404.html').sort();
  const { page, faults } = await openPage(context, address);
  const visited = new Map<string, Visited>();
  for (const name of pages) {
    const url = `${address}/${name}`;
    await page.goto(url);
    await drawn(page);
    visited.set(url, await look(page));
    const wrong = [...faults.splice(0), ...await missingPictures(page), ...await sideways(page)];
    report.check(`${name}: no error, all pictures, fits a phone`, wrong);
  }
  report.check(`${pages.length} pages: every link inside the site leads somewhere`, brokenLinks(visited, address));
  report.check('every page is linked', [...visited.keys()].filter((url) => ![...visited.values()].some(({ links }) => links.some((link) => asFile(link) === url))));
  await page.close();
}

/** Mermaid's graphs come after the page. */
async function drawn(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  for (const graph of await page.locator('.vp-doc .graph').all()) await graph.locator('svg .node').first().waitFor({ timeout: 60_000 });
}

async function look(page: Page): Promise<Visited> {
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  return { links, ids: new Set(ids) };
}

async function missingPictures(page: Page): Promise<string[]> {
  return page.locator('.vp-doc img').evaluateAll((all) => all
    .map((one) => one as HTMLImageElement)
    .filter((image) => !image.complete || image.naturalWidth === 0 || image.getBoundingClientRect().width === 0)
    .map(({ src }) => `not visible: ${src}`));
}

async function sideways(page: Page): Promise<string[]> {
  await page.setViewportSize(PHONE);
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  await page.setViewportSize(DESKTOP);
  return width > room ? [`${width} px wide on a phone of ${room}`] : [];
}

function brokenLinks(visited: ReadonlyMap<string, Visited>, address: string): string[] {
  return [...visited].flatMap(([url, { links }]) => [...new Set(links)].filter((link) => link.startsWith(`${address}/`)).flatMap((link) => {
    const target = visited.get(asFile(link));
    const anchor = decodeURIComponent(new URL(link).hash.slice(1));
    return target && (anchor === '' || target.ids.has(anchor)) ? [] : [`${url} links to ${link}`];
  }));
}

function asFile(link: string): string {
  const { origin, pathname } = new URL(link);
  return `${origin}${pathname.endsWith('/') ? `${pathname}index.html` : pathname}`;
}
