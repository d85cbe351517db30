import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './repository-pages';

/** The page reads YAML with the parser of the command and the library that aws-cdk-lib brings along, as it is for browsers. */
export const parserOfCommand = {
  name: 'parser-of-command',
  enforce: 'pre' as const,
  resolveId(source: string, importer = ''): string | undefined {
    if (source === './yaml' && importer.endsWith('src/delivery/cli/parse-template.ts')) return join(ROOT, 'site/check/yaml.ts');
    if (source !== 'yaml-of-aws-cdk-lib') return undefined;
    const library = createRequire(createRequire(join(ROOT, 'package.json')).resolve('aws-cdk-lib')).resolve('yaml');
    return join(library, '..', 'browser', 'index.js');
  },
};
