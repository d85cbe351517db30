import { CommandError } from './command-error';
import { linesInJson, linesInYaml } from './resource-lines';
import { jsonOfYaml } from './short-tags';
import { parseYaml } from './yaml';
import { Json, JsonObject, objectOf } from '../model/template';

/** A template as it stands in a file. */
export interface ParsedTemplate {
  readonly template: JsonObject;
  /** The line on which each resource begins. */
  readonly lines: () => ReadonlyMap<string, number>;
}

interface Parsed {
  readonly content: Json;
  readonly lines: () => ReadonlyMap<string, number>;
}

/** Reads a template in JSON or YAML. */
export function parseTemplate(text: string): ParsedTemplate {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { content, lines } = asJson(source) ?? asYaml(source);
  const template = objectOf(content);
  const { Resources } = template;
  if (typeof Resources !== 'object' || Resources === null || Array.isArray(Resources)) {
    throw new CommandError('it has no Resources, so it is no CloudFormation template');
  }
  return { template, lines };
}

/** Undefined for what is not JSON. JSON is YAML too, so the YAML parser finds the line of a fault in it. */
function asJson(source: string): Parsed | undefined {
  try {
    return { content: JSON.parse(source) as Json, lines: () => linesInJson(source) };
  } catch {
    return undefined;
  }
}

function asYaml(source: string): Parsed {
  const { contents, errors } = parseYaml(source);
  if (errors.length > 0) throw new CommandError(errors[0].message.split('\n')[0].replace(/[:;]$/, ''));
  return { content: jsonOfYaml(contents), lines: () => linesInYaml(source, contents) };
}
