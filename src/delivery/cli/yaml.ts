import { createRequire } from 'module';
import { CommandError } from './command-error';

/** A node of a YAML document: a scalar with a value, a list or map with items, a pair of a map, or an alias of another node. */
export interface YamlNode {
  readonly type?: string;
  readonly tag?: string;
  readonly range?: readonly [number, number];
  readonly value?: unknown;
  readonly items?: readonly YamlNode[];
  readonly key?: YamlNode;
  readonly source?: YamlNode;
  readonly cstNode?: { readonly strValue?: unknown };
}

/** What is used of a document. */
export interface YamlDocument {
  readonly contents: YamlNode | null;
  readonly errors: readonly Error[];
}

interface YamlLibrary {
  parseDocument(text: string, options: object): YamlDocument;
}

/** Parses with the library that aws-cdk-lib brings along: decisions/007-yaml-of-aws-cdk-lib.md */
export function parseYaml(text: string): YamlDocument {
  return library().parseDocument(text, { merge: true, prettyErrors: true, keepCstNodes: true });
}

/** A key as it is written: YAML takes `404` for a number. */
export function nameOf(key: YamlNode | undefined): string {
  return `${typeof key?.value === 'string' ? key.value : key?.cstNode?.strValue ?? ''}`;
}

function library(): YamlLibrary {
  try {
    return createRequire(require.resolve('aws-cdk-lib'))('yaml') as YamlLibrary;
  } catch {
    throw new CommandError('it is not JSON, and the package yaml that aws-cdk-lib brings along to read YAML is not there');
  }
}
