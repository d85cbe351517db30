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

/** What YAML forbids and CloudFormation takes: quoted strings and lists in brackets that go on too far to the left. */
const HARMLESS = /^(Multi-line (single|double)-quoted string needs to be sufficiently indented|Insufficient indentation in flow collection)/;

/** Reads a template in JSON or YAML. One that is known to be a template may be empty, as CDK writes it for a stack without resources. */
export function parseTemplate(text: string, mayBeEmpty = false): ParsedTemplate {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const { content, lines } = asJson(source) ?? asYaml(source);
  const template = objectOf(content);
  const { Resources = mayBeEmpty ? {} : undefined } = template;
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
  const fault = errors.find(({ message }) => !HARMLESS.test(message));
  if (fault) throw new CommandError(fault.message.split('\n')[0].replace(/[:;]$/, ''));
  return { content: jsonOfYaml(contents), lines: () => linesInYaml(source, contents) };
}
