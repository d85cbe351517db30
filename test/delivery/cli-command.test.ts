import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queue, queuePolicy, ref, subscription, topic, wired } from './wiring';
import { runCommand } from '../../src/delivery/cli/command';
import { RULES } from '../../src/delivery/rules';

const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const { Policy, ...BROKEN } = wired();
const write = (file: string, content: unknown) => writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 1));

/** Runs the command in a terminal of 100 columns. */
function keel(...args: string[]): { code: number; out: string; error: string } {
  const [out, error]: string[][] = [[], []];
  const code = runCommand(args, { width: 100, colour: false, print: (line) => out.push(line), complain: (line) => error.push(line) });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

describe('exit codes', () => {
  const alarm = { Resources: { Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} } } };

  test.each<[string, unknown, string[], number]>([
    ['what delivers', { Resources: wired() }, [], 0],
    ['an error', { Resources: BROKEN }, [], 1],
    ['a warning', alarm, [], 0],
    ['a warning that is to count', alarm, ['--strict'], 1],
    ['what is unknown', { Resources: wired({ Subscription: subscription({ Endpoint: ref('Elsewhere') }) }) }, ['--strict', '--unknown'], 0],
    ['nothing to judge', { Resources: {} }, [], 0],
  ])('%s', (_what, template, options, code) => {
    write('template.json', template);
    expect(keel('check', 'template.json', ...options).code).toBe(code);
  });

  test('a graph is no judgement', () => {
    write('template.json', { Resources: BROKEN });
    expect(keel('graph', 'template.json')).toMatchObject({ code: 0, error: '' });
  });
});

describe('complains in one line', () => {
  test.each<[string, string[], string]>([
    ['no command', [], 'no command: use check or graph, or see --help'],
    ['an unknown command', ['deploy'], 'no command deploy: use check or graph, or see --help'],
    ['no file', ['check'], 'check: name a template, or the output of cdk synth'],
    ['an unknown option', ['check', '--fix', 'a.json'], "Unknown option '--fix'"],
    ['an option without its value', ['check', 'a.json', '--output'], "Option '--output <value>' argument missing"],
    ['two formats', ['check', '--json', '--sarif', 'a.json'], '--json and --sarif cannot be had together'],
    ['a format of a graph', ['graph', '--json', 'a.json'], 'graph: of the options it knows --output only'],
    ['no such file', ['check', 'nowhere.json'], 'nowhere.json: no such file'],
    ['a folder without a manifest', ['check', '.'], '.: a folder without manifest.json; name templates, or the output of cdk synth'],
    ['no template', ['check', 'other.json'], 'other.json: it has no Resources, so it is no CloudFormation template'],
    ['no object', ['check', 'list.yaml'], 'list.yaml: it has no Resources, so it is no CloudFormation template'],
    ['an empty file', ['check', 'empty.yaml'], 'empty.yaml: it has no Resources, so it is no CloudFormation template'],
    ['broken JSON', ['check', 'broken.json'], 'broken.json: Separator , missing in flow map at line 3, column 2'],
    ['broken YAML', ['check', 'broken.yaml'], 'broken.yaml: Aliased anchor not found: nobody at line 2, column 6'],
    ['a broken manifest', ['check', 'assembly'], `${join('assembly', 'manifest.json')}: it is not JSON`],
    ['a file that cannot be written', ['check', 'good.json', '--output', 'nowhere/report'], 'nowhere/report: it cannot be written (ENOENT)'],
  ])('%s', (_what, args, error) => {
    write('other.json', { resources: {} });
    write('list.yaml', '- Resources');
    write('empty.yaml', '');
    write('broken.json', '{\n "Resources": {}\n "Other": 1\n}');
    write('broken.yaml', 'Resources:\n  A: *nobody\n');
    write('good.json', { Resources: wired() });
    mkdirSync('assembly');
    write('assembly/manifest.json', '{');
    const result = keel(...args);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.error).toContain(`cdk-keel: ${error}`);
    expect(result.error).not.toContain('\n');
  });

  test('a file that no stack can have', () => {
    write('huge.json', `{"Resources": {}, "Metadata": "${'x'.repeat(10_000_000)}"}`);
    expect(keel('check', 'huge.json').error).toBe('cdk-keel: huge.json: it is larger than 10 MB; CloudFormation takes 1 MB');
  });

  test.each([
    ['deep.json', `{"Resources": {"A": {"Properties": ${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`, 'nested too deep'],
    ['deep.yaml', `Resources:\n  A: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'deep.yaml: '],
    ['endless.yaml', 'Resources:\n  A: &a [*a]\n', 'endless.yaml: it is nested too deeply'],
  ])('a file that is nested beyond measure: %s', (file, content, error) => {
    write(file, content);
    expect(keel('check', file)).toEqual({ code: 2, out: '', error: expect.stringMatching(new RegExp(`^cdk-keel: .*${error}.*$`)) });
  });
});

test('what is named together is judged together', () => {
  write('topics.json', { Resources: { Topic: topic() }, Outputs: { Topic: { Value: ref('Topic'), Export: { Name: 'topic' } } } });
  write('queues.json', { Resources: { Queue: queue(), Subscription: subscription({ TopicArn: { 'Fn::ImportValue': 'topic' } }) } });
  expect(keel('check', 'topics.json', 'queues.json').out).toContain('KEEL-SNS-SQS-01  topics/Topic -> queues/Queue\n');
});

test('templates that are called the same are told apart', () => {
  for (const name of ['one', 'other']) {
    mkdirSync(name);
    write(`${name}/template.json`, { Resources: BROKEN });
  }
  const { out } = keel('check', 'one/template.json', './one/../one/template.json', 'other/template.json');
  expect(out.match(/^KEEL-.*$/gm)).toEqual([
    'KEEL-SNS-SQS-01  template/Topic -> template/Queue',
    `KEEL-SNS-SQS-01  ${join('other', 'template.json')}/Topic -> ${join('other', 'template.json')}/Queue`,
  ]);
});

test('writes the report to a file, and a line about it to the terminal', () => {
  write('template.json', { Resources: { ...BROKEN, Policy: queuePolicy([]) } });
  expect(keel('check', 'template.json', '--output', 'report.txt')).toEqual({
    code: 1, out: '1 edge judged: 1 error, 0 warnings, 0 unknown', error: '',
  });
  expect(readFileSync('report.txt', 'utf8')).toMatch(/^ERRORS \(1\)\n[^]* 0 unknown\n$/);
});

test('lists every rule', () => {
  expect(keel('--rules').out.split('\n').map((line) => line.split(' ')[0])).toEqual(RULES.map(({ id }) => id));
  expect(JSON.parse(keel('--rules', '--json').out)).toEqual(
    RULES.map(({ id, severity = 'error', proves, source }) => ({ id, severity, proves, source })),
  );
});

test('says how it is used, and its version', () => {
  expect(keel('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage:\n[^]*--unknown [^]*Exit codes: 0 /) });
  expect(keel('--version').out).toMatch(/^\d+\.\d+\.\d+$/);
});
