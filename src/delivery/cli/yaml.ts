import { createRequire } from 'module';
import { CommandError } from './command-error';
import { YAML_OPTIONS, YamlDocument, YamlLibrary } from './yaml-node';

/** Parses with the library that aws-cdk-lib brings along: decisions/007-yaml-of-aws-cdk-lib.md */
export function parseYaml(text: string): YamlDocument {
  return library().parseDocument(text, YAML_OPTIONS);
}

function library(): YamlLibrary {
  try {
    return createRequire(require.resolve('aws-cdk-lib'))('yaml') as YamlLibrary;
  } catch {
    throw new CommandError('it is not JSON, and the package yaml that aws-cdk-lib brings along to read YAML is not there');
  }
}
