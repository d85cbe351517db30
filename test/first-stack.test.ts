import { readFileSync } from 'fs';
import { join } from 'path';
import { readme, translations } from '../scripts/first-stack';

test('the first stack is up to date in every language and in the README: npm run document-languages', () => {
  const made = translations();
  const files = { ...made, 'README.md': readme(made) };
  const now = Object.keys(files).map((file) => [file, readFileSync(join(__dirname, '..', file), 'utf8')]);
  expect(Object.fromEntries(now)).toEqual(files);
  // jsii-rosetta compiles the stack with all of aws-cdk-lib.
}, 600_000);
