import { keysOfJq } from '../../src/delivery/expression/jq-keys';

test.each<[string, readonly string[] | undefined]>([
  ['{customer: .customer}', ['customer']],
  [' {customer_id:.customer_id, device : .type.device,year:.at|strftime("%Y, %m")} ', ['customer_id', 'device', 'year']],
  ['{"order":.order,customer}', ['order', 'customer']],
  ['{group: (.group | ltrimstr("/")), day: .at[0:10], nested: {a: 1, b: 2}}', ['group', 'day', 'nested']],
  ['{a: "}", b: "\\"{,"}', ['a', 'b']],
  ['{a: .a} | {b: .a}', undefined],
  ['.customer', undefined],
  ['{(.key): .value}', undefined],
  ['{"\\(.key)": .value}', undefined],
  ['{a: "}', undefined],
  ['{a: (.b}', undefined],
  ['{}', undefined],
  ['', undefined],
])('the keys of %s', (expression, keys) => {
  expect(keysOfJq(expression)).toEqual(keys);
});

test('a long expression takes no time', () => {
  const started = Date.now();
  keysOfJq(`{${'"'.repeat(5_001)}${'{'.repeat(5_000)}`);
  keysOfJq(`{${'a:"\\'.repeat(5_000)}}`);
  expect(Date.now() - started).toBeLessThan(1_000);
});
