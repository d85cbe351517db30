import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { checkTemplates, Finding } from '../src/delivery/check-templates';
import { JsonObject } from '../src/delivery/model/template';
import { RULES } from '../src/delivery/rules';
import { Rule } from '../src/delivery/rules/rule';
import { CASES } from '../test/delivery/cases';
import { Break, DeliveryCase, Resources } from '../test/delivery/cases/delivery-case';

const PAGE = join(__dirname, '..', 'docs', 'delivery-checks.md');
const MARKER = '<!-- From here on the page is written by `npm run document-rules`. -->';

const yaml = createRequire(require.resolve('aws-cdk-lib'))('yaml') as { stringify: (value: unknown, options: object) => string };

/** The short forms of CloudFormation's functions. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': att, 'Fn::Sub': sub } = value as Record<string, unknown>;
  if (Ref !== undefined) return `!Ref ${Ref}`;
  if (att !== undefined) return `!GetAtt ${[att].flat().join('.')}`;
  if (typeof sub === 'string') return `!Sub ${sub}`;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}

function linesOf(resources: Resources): string[] {
  return yaml.stringify(shortened(resources), { version: '1.2' }).trimEnd().replace(/"(!(?:Ref|GetAtt|Sub) [^"]*)"/g, '$1').split('\n');
}

/** How the broken resources become the correct ones. */
function fix({ resources }: DeliveryCase, broken: Resources): string[] {
  const changed = [...new Set([...Object.keys(resources), ...Object.keys(broken)])]
    .filter((id) => JSON.stringify(resources[id]) !== JSON.stringify(broken[id]));
  const only = (all: Resources) => Object.fromEntries(changed.filter((id) => all[id]).map((id) => [id, all[id]]));
  const [before, after] = [only(broken), only(resources)].map((all) => (Object.keys(all).length === 0 ? [] : linesOf(all)));
  let [start, end] = [0, 0];
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const mark = (sign: string, lines: string[]) => lines.map((line) => `${sign} ${line}`);
  return [
    ...mark(' ', shortenedBefore(after.slice(0, start))),
    ...mark('-', before.slice(start, before.length - end)),
    ...mark('+', after.slice(start, after.length - end)),
    ...mark(' ', shortenedAfter(end === 0 ? [] : after.slice(-end))),
  ];
}

/** Lines that are shown next to a change. */
const CONTEXT = 6;

/** The resource with its type, and what stands right before the change. */
function shortenedBefore(lines: string[]): string[] {
  return lines.length <= CONTEXT + 3 ? lines : [...lines.slice(0, 2), '  …', ...lines.slice(-CONTEXT)];
}

function shortenedAfter(lines: string[]): string[] {
  return lines.length <= CONTEXT + 1 ? lines : [...lines.slice(0, CONTEXT), '  …'];
}

function findingOf(id: string, resources: Resources, where: DeliveryCase['where']): Finding {
  return checkTemplates([{ id: 'Shop', ...where, template: { Resources: resources } as unknown as JsonObject }])
    .find(({ rule, delivers }) => rule.id === id && delivers === 'no')!;
}

function section(rule: Rule, one: DeliveryCase, { by }: Break): string[] {
  const broken = structuredClone(one.resources);
  by(broken);
  const { at, because, fix: advice } = findingOf(rule.id, broken, one.where);
  return [
    `### ${rule.id}`,
    '',
    `${rule.proves} ([AWS](${rule.source}))`,
    '',
    `${rule.severity === 'warning' ? 'Warning' : 'Error'} at \`${at.logicalId}\`: ${because}.${advice ? ` ${advice}` : ''}`,
    '',
    '```diff',
    ...fix(one, broken),
    '```',
    '',
  ];
}

/** The generated part of the page: every rule in a table, and each with an example that fails and its fix. */
export function generatedPart(): string {
  const caseOf = (id: string) => Object.values(CASES).find(({ broken }) => id in broken)!;
  return [
    MARKER,
    '',
    '## Rules',
    '',
    '| Id | Proves | Source |',
    '|---|---|---|',
    ...RULES.map(({ id, proves, source }) => `| [\`${id}\`](#${id.toLowerCase()}) | ${proves} | [AWS](${source}) |`),
    '',
    '## Each rule, with an example that fails and its fix',
    '',
    'Lines with `-` fail, lines with `+` are the fix. Every example is a test: test/delivery/cases has the whole templates.',
    '',
    ...RULES.flatMap((rule) => section(rule, caseOf(rule.id), caseOf(rule.id).broken[rule.id])),
  ].join('\n').trimEnd() + '\n';
}

/** The page with its generated part made anew. */
export function page(): string {
  const now = readFileSync(PAGE, 'utf8');
  return now.slice(0, now.indexOf(MARKER)) + generatedPart();
}

if (require.main === module) writeFileSync(PAGE, page());
