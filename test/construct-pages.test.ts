import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '..', 'docs', 'constructs');

const PAGES = readdirSync(FOLDER).map((name) => ({ name: name.replace('.md', ''), text: readFileSync(join(FOLDER, name), 'utf8') }));

const SECTIONS = ['Price', 'Policies, and why', 'Encryption', 'Alarms', 'Quotas', 'Limits', 'Escape hatches', 'Migration'];

const sectionOf = (text: string, heading: string) => text.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';

describe.each(PAGES)('the page of $name', ({ name, text }) => {
  test('has its picture, with words for who cannot see it', () => {
    expect(text).toMatch(new RegExp(`^!\\[.{40,}\\]\\(\\.\\./images/${name}\\.svg\\)$`, 'm'));
  });

  test('has every section, in the order in which readers look for them', () => {
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.filter((heading) => SECTIONS.includes(heading))).toEqual(SECTIONS);
  });

  test('has a page of AWS for each quota, and says when they were looked up', () => {
    const quotas = sectionOf(text, 'Quotas');
    const rows = quotas.split('\n').filter((line) => line.startsWith('| ')).slice(1);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !/\]\(https:\/\/(docs\.)?aws\.amazon\.com\/[^)]+\) \|$/.test(row))).toEqual([]);
    expect(quotas).toMatch(/Looked up on 20\d\d-\d\d-\d\d/);
  });
});

// The page of AlarmTopic says how alarms are made and routed: it has none of its own.
describe.each(PAGES.filter(({ name }) => name !== 'alarm-topic'))('the alarms on the page of $name', ({ name, text }) => {
  const section = sectionOf(text, 'Alarms');

  test('each have a threshold, a reason for it and a severity', () => {
    const rows = section.split('\n').filter((line) => line.startsWith('| `')).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter((cells) => cells.includes('') || !['critical', 'warning'].includes(cells.at(-1)!))).toEqual([]);
    expect(section).toMatch(/\| Goes off \| Where the threshold comes from \| Severity \|\n/);
  });

  test('lead to their runbook', () => {
    expect(section).toContain(`](../runbooks/${name}.md)`);
  });
});
