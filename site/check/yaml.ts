import yaml from 'yaml-of-aws-cdk-lib';
import { YAML_OPTIONS, YamlDocument } from '../../src/delivery/cli/yaml-node';

/** Stands in the browser for src/delivery/cli/yaml.ts. */
export function parseYaml(text: string): YamlDocument {
  return yaml.parseDocument(text, YAML_OPTIONS);
}
