import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { EXAMPLES, templateOf } from '../../scripts/draw/examples';
import { DeliveryChecks, QueueWithDlq, SnsSqsFanOut } from '../../src';
import { AlarmSet } from '../../src/alarms/alarm-set';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const page = (name: string) => read('docs', 'constructs', `${name}.md`);

describe.each(['queue-with-dlq', 'sns-sqs-fan-out', 'alarm-topic'])('the page of %s', (name) => {
  test('shows the example as it is', () => {
    expect(page(name)).toContain(`\`\`\`ts\n${read('examples', 'snippets', `${name}.ts`)}\`\`\``);
  });

  test('has an example in which everything arrives', () => {
    expect(Object.keys(EXAMPLES)).toContain(name);
    expect(DeliveryChecks.findingsOf({ Shop: templateOf(name) })).toEqual([]);
  });

  test('has the price of the README', () => {
    const rows = read('README.md').split('\n').filter((row) => row.startsWith('| `'));
    const row = rows.find((one) => page(name).startsWith(`# ${one.split('`')[1]}`))!;
    expect(page(name)).toContain(`${row.split('|').at(-3)!.trim()} a month`);
  });
});

test.each<[string, (stack: Stack) => AlarmSet]>([
  ['queue-with-dlq', (stack) => new QueueWithDlq(stack, 'Invoices').alarms],
  ['sns-sqs-fan-out', (stack) => new SnsSqsFanOut(stack, 'Orders').alarms],
])('the page of %s names every alarm', (name, build) => {
  expect(build(new Stack(new App(), 'Shop')).all.filter(({ node }) => !page(name).includes(`| \`${node.id}\` |`))).toEqual([]);
});
