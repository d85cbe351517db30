import * as sns from 'aws-cdk-lib/aws-sns';
import { FilterPolicy } from '../../src';

const oneOf = (count: number) => sns.SubscriptionFilter.stringFilter({ allowlist: Array.from({ length: count }, (_, index) => `${index}`) });
const named = <T>(count: number, value: T) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`name${index}`, value]));

test('takes as much as SNS does', () => {
  FilterPolicy.messageAttributes({ ...named(4, oneOf(1)), last: oneOf(150) });
  FilterPolicy.messageBody(named(5, sns.FilterOrPolicy.filter(oneOf(1))));
});

test('fails when there are too many names, too many combinations, or none', () => {
  expect(() => FilterPolicy.messageAttributes(named(6, oneOf(3)))).toThrow([
    'FilterPolicy.messageAttributes got invalid values:',
    '  - \'attributes\' must have 1 to 5 names, but got 6',
    '  - \'attributes\' must have at most 150 combinations of values, but got 729',
  ].join('\n'));
  expect(() => FilterPolicy.messageBody({})).toThrow('\'properties\' must have 1 to 5 names, but got 0');
});
