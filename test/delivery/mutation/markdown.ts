import { CorrectTemplate } from './correct-templates';
import { DOCUMENTED_NEEDS } from './documented-needs';
import { NAMED_SURVIVORS } from './named-survivors';
import { Outcome } from './outcome';
import { RELIED_ON } from './relied-on';
import { SURVIVOR_CLASSES } from './survivors';
import { countOf, describe, totals } from './totals';
import { RULES } from '../../../src/delivery/rules';

/** The report. But for its first line, two runs over the same templates give the same. */
export function markdown(templates: readonly CorrectTemplate[], outcomes: readonly Outcome[], milliseconds: number): string {
  const ofTemplate = ({ name }: CorrectTemplate) => outcomes.filter(({ template }) => template === name);
  const killedBy = (id: string) => outcomes.filter(({ verdict, rules }) => verdict === 'killed' && rules.includes(id)).length;
  const faults = outcomes.filter(({ verdict }) => verdict === 'survived' || verdict === 'wrong');
  const sections = [
    `Made on ${new Date().toISOString().slice(0, 10)} by \`npm run mutate-deliveries\` in ${Math.round(milliseconds / 1000)} s.`,
    '# Mutation report',
    INTRODUCTION,
    `**${totals(templates.length, outcomes)}.**`,
    table(['Result', 'Mutants', 'Meaning'], MEANINGS.map(([verdict, name, meaning]) => [name, countOf(outcomes, verdict), meaning])),
    '## What survived, and why',
    table(['Class', 'Because', 'Mutants'], SURVIVOR_CLASSES.map(({ name, because }) => [
      name, because, outcomes.filter(({ verdict, explainedBy }) => verdict === 'spared' && explainedBy!.name === name).length,
    ])),
    '## Without an explanation, or found wrongly',
    faults.length === 0 ? 'None.' : [...countEach(faults.map((one) => describe(generalized(one))))].map(([line, count]) => `- ${count} × ${line}`).join('\n'),
    '## By rule',
    table(['Rule', 'Killed', 'Unknown'], RULES.map(({ id }) => [`\`${id}\``, killedBy(id), countOf(outcomes.filter(({ rules }) => rules.includes(id)), 'unknown')])),
    '## Survivors by name',
    table(['Type', 'Property', 'Change', 'Because', 'Mutants'], namedOf(outcomes)),
    '## By template',
    table(['Template', 'Mutants', 'Killed', 'Unknown', 'Survived, explained', 'Survived', 'Found wrongly'], templates.map((one) => [
      one.name, ofTemplate(one).length, ...VERDICTS.map((verdict) => countOf(ofTemplate(one), verdict)),
    ])),
    '## What is mutated',
    `Statements of policies, and the properties of which an AWS page says that deliveries rely on them. ${unread()}`,
    table(['Type', 'Properties', 'Page'], Object.entries(RELIED_ON).flatMap(([type, entries]) => entries.map(({ paths, source }) => [
      type, paths.map((path) => path.split('=')[0]).join(', '), source,
    ]))),
    '## What is not mutated',
    NOT_MUTATED,
  ];
  return `${sections.join('\n\n')}\n`;
}

const MEANINGS = [
  ['killed', 'killed', 'a rule of the changed edge finds it'],
  ['unknown', 'unknown', 'the rules say that they do not know, which is neither found nor fine'],
  ['spared', 'survived, explained', 'no rule finds it, and a check that does not use the rules says why: the next table'],
  ['survived', 'survived', 'no rule finds it, and nobody knows why'],
  ['wrong', 'found wrongly', 'a rule finds it that should not'],
] as const;

const VERDICTS = ['killed', 'unknown', 'spared', 'survived', 'wrong'] as const;

/** The named survivors of which there are any. */
function namedOf(outcomes: readonly Outcome[]): string[][] {
  const rows = NAMED_SURVIVORS
    .map((one) => [one.type, one.path.source, one.operator.source, one.because, outcomes.filter(({ named }) => named === one).length]);
  return rows.filter((row) => row[4] !== 0).map((row) => row.map((cell) => `${cell}`.replaceAll('|', '\\|')));
}

/** How many of the pages could not be read. */
function unread(): string {
  const reliedOn = Object.values(RELIED_ON).flat();
  const needs = Object.values(DOCUMENTED_NEEDS).flatMap((ofType) => Object.values(ofType));
  return `Of ${reliedOn.length} pages on properties, ${reliedOn.filter((one) => one.unread).length} could not be read when the list was written, `
    + `and of ${needs.length} on needed actions ${needs.filter(({ source }) => source === 'unread').length}.`;
}

const INTRODUCTION = 'Every template in which everything arrives is changed in one place at a time, wherever an edge may rely on it, and judged again. A mutant is '
  + '`killed` if a rule of the changed edge finds it, `unknown` if the rules say so, and explained if a check that does not use the rules says why it delivers '
  + 'as before, is refused at deployment, or sends nothing. A finding on a mutant that such a check takes for delivering is `found wrongly`. '
  + 'A mutant that no rule finds, of a resource that the rules do not know before the change either, counts as `unknown`. Reasons by name were written by '
  + 'people who had read the survivors: they are as good as the pages that they name.';

const NOT_MUTATED = [
  '- All other properties: how much, how fast, how often and how long, what is logged, names, descriptions and tags, and code. They may have any value.',
  '- Templates of several stacks: references from one to another, nested stacks, exports.',
  '- `Fn::If`, `Conditions` and `DependsOn`, and policies that are given as a string of JSON.',
  '- What neither sends nor receives on an edge: a right counts where the sender or the receiver of an edge relies on it. What containers, functions and jobs do',
  '  by their code, networks, file systems, flow logs and scaling are out of scope, and so are the rights of their roles.',
  '- Resources on no edge that the rules judge, and what is between the lines of a string: a part of an ARN, of a `Fn::Join` or of a `Fn::Sub`.',
  '- Two changes at once, and statements that are added, but for properties that a template may leave out (test/delivery/mutation/additions.ts).',
  '- Wirings with a known defect, and every wiring and construct with feature flags.',
].join('\n');

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Without what differs between templates that are wired alike. */
function generalized(outcome: Outcome): Outcome {
  const path = outcome.mutant.path.map((step) => (typeof step === 'number' ? '*' : step));
  const logicalId = outcome.template.startsWith('case') ? outcome.mutant.logicalId : '';
  const template = outcome.template.startsWith('case') ? outcome.template : outcome.template.split(' ')[0];
  return { ...outcome, template, mutant: { ...outcome.mutant, logicalId, path } };
}

function countEach(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return new Map([...counts].sort(([one], [other]) => one.localeCompare(other)));
}
