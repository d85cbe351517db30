/** Tries the built site in Chromium: `npm run docs && npm run try-docs`. Where there is no Chromium it says so. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tryCheckPage } from './check-page';
import { findChromium, startChromium } from './chromium';
import { tryEveryPage } from './every-page';
import { Report } from './report';
import { trySearch } from './search';
import { serve } from './static-server';

const SITE = join(__dirname, '..', '.vitepress', 'dist');

async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === undefined) return void process.stdout.write('not run: no Chromium is installed; CHROMIUM may name one\n');
  if (!existsSync(SITE)) throw new Error('There is no site: run `npm run docs` first.');
  const report = new Report();
  const server = await serve(SITE);
  const browser = await startChromium(chromium);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(60_000);
    await tryEveryPage(context, server.address, SITE, report);
    await trySearch(context, server.address, report);
    await tryCheckPage(context, server.address, report);
  } finally {
    await browser.close();
    server.close();
  }
  process.stdout.write(`\n${report.passed} passed, ${report.failed} failed\n`);
  process.exitCode = report.failed === 0 ? 0 : 1;
}

void main();
