import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { drawingOf } from '../scripts/draw/drawing';
import { EXAMPLES } from '../scripts/draw/examples';

const DOCS = join(__dirname, '..', 'docs');

test('each page of a construct has an example to draw', () => {
  expect(readdirSync(join(DOCS, 'constructs'))).toEqual(Object.keys(EXAMPLES).map((name) => `${name}.md`).sort());
});

test.each(Object.keys(EXAMPLES))('the picture of %s is up to date: npm run draw', (name) => {
  const picture = drawingOf(name);
  expect(readFileSync(join(DOCS, 'images', `${name}.svg`), 'utf8')).toBe(picture);
  expect(picture).not.toContain('not known');
  expect(picture).not.toContain('does not arrive');
});
