import { existsSync } from 'fs';
import { join } from 'path';
import { missingFor, REGISTRIES, shown } from '../../scripts/release/registries';

const [npm, pypi, maven] = REGISTRIES;

test.each(REGISTRIES)('the command for $name is there', ({ command }) => {
  expect(existsSync(join(__dirname, '..', '..', 'node_modules', '.bin', command[0]))).toBe(true);
});

test('one way to say who one is suffices', () => {
  expect(missingFor(npm, { NPM_TRUSTED_PUBLISHER: '1' }, () => true)).toEqual([]);
  expect(missingFor(pypi, { TWINE_USERNAME: 'a', TWINE_PASSWORD: 'b' }, () => true)).toEqual([]);
});

test('says what is missing: programs, and all ways of which none is complete', () => {
  expect(missingFor(pypi, { TWINE_USERNAME: 'a', PYPI_TRUSTED_PUBLISHER: '' }, (program) => program !== 'jq')).toEqual(['jq', 'PYPI_TRUSTED_PUBLISHER, or TWINE_PASSWORD']);
});

test('a command is shown as it can be typed', () => {
  expect(shown(npm)).toBe('npx publib-npm dist/js');
  expect(shown(maven)).toBe('MAVEN_SERVER_ID=central-ossrh npx publib-maven dist/java');
});
