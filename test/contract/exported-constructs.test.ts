import { App, Stack } from 'aws-cdk-lib';
import { CONSTRUCTS } from './assembly';
import { put, VARIANTS } from './specimen';
import { SUBJECTS } from './subjects';

test('every exported construct, and nothing else, stands in the table of subjects', () => {
  expect(Object.keys(SUBJECTS).sort()).toEqual(CONSTRUCTS.map(({ name }) => name).sort());
});

test.each(VARIANTS)('$name is an instance of its class', (variant) => {
  expect(put(variant, new Stack(new App(), 'Stack')).construct.constructor.name).toBe(variant.construct);
});
