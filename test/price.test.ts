import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AlarmTopic, QueueWithDlq, SnsSqsFanOut } from '../src';

/**
 * US dollars a month in us-east-1, looked up on 2026-11-21 in stored copies, not on the live pages.
 * @see https://aws.amazon.com/kms/pricing/
 * @see https://aws.amazon.com/cloudwatch/pricing/
 */
const PRICES = { 'AWS::KMS::Key': 1.00, 'AWS::CloudWatch::Alarm': 0.10 };

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

function fixedPrice(build: (stack: Stack) => void): { alarms: number; price: string } {
  const stack = new Stack(new App(), 'Shop');
  build(stack);
  const template = Template.fromStack(stack);
  const count = (type: string) => Object.keys(template.findResources(type)).length;
  const price = Object.entries(PRICES).reduce((sum, [type, dollars]) => sum + dollars * count(type), 0);
  return { alarms: count('AWS::CloudWatch::Alarm'), price: `$${price.toFixed(2)}` };
}

test.each([
  ['QueueWithDlq', (stack: Stack) => { new QueueWithDlq(stack, 'It'); }],
  ['SnsSqsFanOut', (stack: Stack) => { new SnsSqsFanOut(stack, 'It'); }],
  ['AlarmTopic', (stack: Stack) => { new AlarmTopic(stack, 'It'); }],
])('the README says how many alarms %s has and what it costs', (construct, build) => {
  const { alarms, price } = fixedPrice(build);
  const row = README.split('\n').find((line) => line.startsWith(`| \`${construct}\` |`))!;
  expect(row.split('|').slice(-3, -1).map((cell) => cell.trim())).toEqual([`${alarms}`, price]);
});

test('the README says what each queue of a fan-out adds', () => {
  const { alarms, price } = fixedPrice((stack) => { new SnsSqsFanOut(stack, 'It').addQueue('Q'); });
  expect(README).toContain(`${alarms - 7} more alarms, $0.40`);
  expect(price).toBe('$2.10');
});
