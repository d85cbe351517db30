import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserContext, Page } from 'playwright-core';
import { openPage } from './chromium';
import { Report } from './report';
import { HOSTILE_NAMES, hostile, large, NESTED, synthesized, UNREADABLE } from './templates';
import { judge } from '../check/judge';

/** Seconds for a template to be judged and drawn, on a busy machine. */
const LONGEST = 20;

type Files = Readonly<Record<string, string>>;

/** What the page shows. */
interface Shown {
  readonly tally: string;
  readonly rows: readonly string[][];
  readonly nodes: number;
}

/** Gives the page templates and compares what it shows with what the same code says here. */
export async function tryCheckPage(context: BrowserContext, address: string, report: Report): Promise<void> {
  const { page, faults } = await openPage(context, address);
  await page.goto(`${address}/check.html`);
  const command = readFileSync(join(__dirname, '../../docs/command.md'), 'utf8');
  const example = /```yaml\n([\s\S]*?)```/.exec(command)![1];

  await page.getByRole('button', { name: 'Example' }).click();
  compare(report, 'the example', await shown(page), { pasted: example });
  await tryLinks(page, report);
  await tryThemes(page, report);
  const stacks = synthesized();
  for (const [name, text] of stacks) await tryFiles(page, report, { [name]: text });
  await tryFiles(page, report, Object.fromEntries(stacks));
  await tryFiles(page, report, { ...NESTED, 'manifest.json': '{}' });
  await tryFiles(page, report, { 'large.json': large() });
  await tryHostile(page, report);
  await tryUnreadable(page, report);
  report.check('the check page: no error, nothing sent', faults);
  await page.close();
  await tryPolicy(context, address, report);
}

/** The rule leads to its section, in a page of its own. */
async function tryLinks(page: Page, report: Report): Promise<void> {
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.locator('.findings td a').first().click()]);
  const heading = opened.locator('h3#keel-sns-sqs-01');
  await heading.waitFor();
  report.check('the rule of a finding leads to its section', await heading.isVisible() ? [] : [opened.url()]);
  await opened.close();
}

/** The graph is drawn anew in the colours of the theme. */
async function tryThemes(page: Page, report: Report): Promise<void> {
  const colours: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor({ state: 'attached' });
    await page.waitForTimeout(1_000);
    colours.push(await page.locator('.graph svg .nodeLabel').first().evaluate((label) => getComputedStyle(label).color));
    colours.push(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor));
  }
  report.same('dark and light have colours of their own', new Set(colours).size, colours.length);
}

async function tryFiles(page: Page, report: Report, files: Files): Promise<void> {
  const start = performance.now();
  await drop(page, files);
  const found = await shown(page);
  const seconds = (performance.now() - start) / 1000;
  compare(report, `${Object.keys(files).join(', ')}, drawn in ${seconds.toFixed(1)} s`, found, files);
  if (seconds > LONGEST) report.check(`less than ${LONGEST} s`, [`${seconds} s`]);
}

/** What the page must show follows from the same code in Node.js. */
function compare(report: Report, what: string, found: Shown, files: Files): void {
  const { tally, rows, unknown, graph } = judge(asList(files));
  report.same(`${what}: ${tally}`, found, {
    tally,
    rows: [...rows, ...unknown].map(({ level, rule, edge }) => [level, rule, edge]),
    nodes: graph.match(/^ +\S+(\["|\(\(")/gm)?.length ?? 0,
  });
}

async function tryHostile(page: Page, report: Report): Promise<void> {
  await drop(page, { 'hostile.json': hostile() });
  const found = await shown(page);
  compare(report, 'names with HTML', found, { 'hostile.json': hostile() });
  const edges = found.rows.map(([, , edge]) => edge);
  report.check('names with HTML stand there as they are', HOSTILE_NAMES.filter((name) => !edges.some((edge) => edge.endsWith(`/${name}`))));
  const labels = (await page.locator('.graph svg .node').allTextContents()).join('\n');
  // Mermaid takes $$ for a formula.
  report.check('and in the graph', HOSTILE_NAMES.filter((name) => !name.startsWith('$$') && !labels.includes(name)));
  report.same('nothing of them is an element', await page.locator('.check img, .check script, .check svg a, .check b, .check strong').count(), 0);
}

async function tryUnreadable(page: Page, report: Report): Promise<void> {
  for (const [files, message] of UNREADABLE) {
    await drop(page, files);
    const said = await page.getByRole('alert').textContent() ?? '';
    const shows = await page.locator('.check .result').count();
    report.check(`in one line: ${said}`, said.startsWith(message) && !said.includes('\n') && shows === 0 ? [] : [`expected ${message}`]);
  }
  report.same('nothing has run', await page.evaluate(() => 'hacked' in window), false);
}

/** The browser refuses to send a template to anybody. */
async function tryPolicy(context: BrowserContext, address: string, report: Report): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${address}/check.html`);
  const refused = await page.evaluate(() => new Promise<string>((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
    fetch('http://127.0.0.1:9/', { method: 'POST', body: 'template' }).catch(() => setTimeout(() => resolve('not by the policy'), 500));
  }));
  report.same('the browser refuses to send to other servers', refused, 'connect-src');
  await page.close();
}

/** One file is chosen, several are dropped. Empties the page first, so that nothing of the last template is taken for this one's. */
async function drop(page: Page, files: Files): Promise<void> {
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.locator('.check .result, .check .fault').waitFor({ state: 'detached' });
  const list = asList(files);
  if (list.length === 1) {
    await page.locator('.check input[type=file]').setInputFiles(list.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
  } else {
    const dataTransfer = await page.evaluateHandle((all) => {
      const transfer = new DataTransfer();
      for (const { name, text } of all) transfer.items.add(new File([text], name));
      return transfer;
    }, list);
    await page.locator('.check .drop').dispatchEvent('drop', { dataTransfer });
  }
  await page.locator('.check .result, .check .fault').waitFor();
}

async function shown(page: Page): Promise<Shown> {
  const said = await page.locator('.check .fault').allTextContents();
  if (said.length > 0) return { tally: said[0], rows: [], nodes: 0 };
  const tally = (await page.locator('.check .tally').textContent())!;
  if (!tally.startsWith('0')) await page.locator('.check .graph svg .node').first().waitFor();
  const rows = await page.locator('.findings tbody tr').evaluateAll((all) => all.map((row) => [
    row.querySelector('.level')!, row.querySelector('td a')!, row.querySelectorAll('td')[1],
  ].map(({ textContent }) => textContent!)));
  return { tally, rows, nodes: await page.locator('.check .graph svg .node').count() };
}

function asList(files: Files): { name: string; text: string }[] {
  return Object.entries(files).map(([name, text]) => ({ name, text }));
}
