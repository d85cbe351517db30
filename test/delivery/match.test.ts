import { matches, matchesArn, same } from '../../src/delivery/expression/match';
import { Text, text, Variable } from '../../src/delivery/expression/text';

const account: Variable = { name: 'AWS::AccountId', kind: 'word' };
const region: Variable = { name: 'AWS::Region', kind: 'word' };
const parameter: Variable = { name: 'Shop.TopicArn', kind: 'any' };
const own = (name: string): Variable => ({ name, kind: 'own' });
const topic = (name: string | Variable | Text) => text('arn:aws:sns:', region, ':', account, ':', name);

describe('same', () => {
  test.each([
    ['yes', text('a'), text('a')],
    ['no', text('a'), text('b')],
    ['yes', topic(own('Orders')), topic(own('Orders'))],
    ['no', topic(own('Orders')), topic(own('Returns'))],
    ['unknown', topic(own('Orders')), topic('orders')],
    ['no', topic(own('Orders')), text('arn:aws:sqs:', region, ':', account, ':', own('Orders'))],
    ['unknown', topic(own('Orders')), text('arn:aws:sns:eu-west-1:111111111111:', own('Orders'))],
    ['yes', text(parameter), text(parameter)],
    ['unknown', text(parameter), topic(own('Orders'))],
    ['no', text('a*'), text('ab')],
  ])('%s: %j and %j', (verdict, one, other) => {
    expect(same(one, other)).toBe(verdict);
    expect(same(other, one)).toBe(verdict);
  });
});

describe('matches', () => {
  test.each([
    ['yes', text('*'), text(parameter)],
    ['yes', text('sqs:Send*'), text('sqs:SendMessage')],
    ['no', text('sqs:Send?'), text('sqs:SendMessage')],
    ['yes', text('a?c'), text('abc')],
    ['yes', text('*a*a'), text('aaaa')],
    ['no', text('*ab'), text('aba')],
    ['yes', topic('*'), topic(own('Orders'))],
    ['unknown', topic('orders-*'), topic(own('Orders'))],
    ['unknown', text(parameter), topic(own('Orders'))],
    ['no', text('arn:aws:s3:::*'), topic(own('Orders'))],
  ])('%s: %j and %j', (verdict, pattern, value) => {
    expect(matches(pattern, value)).toBe(verdict);
  });

  test('takes its time with hostile patterns neither forwards nor backwards', () => {
    const started = process.cpuUsage().user;
    expect(matches(text(`${'*a'.repeat(5000)}b`), text('a'.repeat(20_000)))).toBe('no');
    expect(matches(text(`${'*a'.repeat(5000)}b`), text('a'.repeat(20_000), parameter))).toBe('unknown');
    expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(5);
  });
});

describe('matchesArn', () => {
  test.each([
    ['unknown', text('arn:aws:sns:*'), topic(own('Orders'))],
    ['no', text('arn:aws:sqs:*'), topic(own('Orders'))],
    ['yes', text('*'), topic(own('Orders'))],
    ['yes', text('arn:*:sns:*:', account, ':*'), topic(own('Orders'))],
    ['no', text('arn:aws:sns:*:*:a:b'), text('arn:aws:sns:eu-west-1:111111111111:orders')],
    ['yes', text('arn:aws:cloudwatch:*:*:alarm:*'), text('arn:aws:cloudwatch:', region, ':', account, ':alarm:', own('Late'))],
    ['no', text('arn:aws:sns:eu-west-1:111111111111:orders'), text('arn:aws:sns:eu-west-1:222222222222:orders')],
    ['no', topic(text(own('Orders'), '/*')), topic(text(own('Returns'), '/prod/GET/'))],
    ['yes', topic(text(own('Orders'), '/*')), topic(text(own('Orders'), '/prod/GET/'))],
    ['unknown', topic(text(own('Orders'), '-*')), topic(text(own('Returns'), '/prod/GET/'))],
    ['unknown', text(parameter), topic(own('Orders'))],
  ])('%s: %j and %j', (verdict, pattern, value) => {
    expect(matchesArn(pattern, value)).toBe(verdict);
  });
});
