import { BrowserContext } from 'playwright-core';
import { openPage } from './chromium';
import { Report } from './report';

/** What somebody would look for, and where it is. */
const WANTED: Readonly<Record<string, string>> = {
  'KEEL-SNS-SQS-03': '/delivery-checks.html#keel-sns-sqs-03',
  'OldestMessageAge': '/runbooks/queue-with-dlq.html#oldestmessageage',
  'SnsSqsFanOut': '/API.html#snssqsfanout',
};

/** The search finds sections, and leads to them. */
export async function trySearch(context: BrowserContext, address: string, report: Report): Promise<void> {
  const { page, faults } = await openPage(context, address);
  for (const [words, place] of Object.entries(WANTED)) {
    await page.goto(`${address}/index.html`);
    await page.locator('#local-search button').click();
    await page.locator('.VPLocalSearchBox input').fill(words);
    const result = page.locator(`.VPLocalSearchBox a.result[href$="${place}"]`);
    const found = await result.waitFor({ timeout: 30_000 }).then(() => result.click()).then(() => page.waitForURL(`**${place}`)).then(() => [], (error: Error) => [error.message]);
    report.check(`search: ${words}`, [...found, ...faults.splice(0)]);
  }
  await page.close();
}
