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

/** What is used of the library, in the command and in the documentation site. */
export interface YamlLibrary {
  parseDocument(text: string, options: object): YamlDocument;
}

/** How the library is to parse. */
export const YAML_OPTIONS = { merge: true, prettyErrors: true, keepCstNodes: true };

/** A key as it is written: YAML takes `404` for a number. */
export function nameOf(key: YamlNode | undefined): string {
  return `${typeof key?.value === 'string' ? key.value : key?.cstNode?.strValue ?? ''}`;
}
