import { existsSync, readFileSync, statSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { assetAt, AssemblyStack, stackOf, stacksOf } from './cloud-assembly';
import { CommandError, messageOf } from './command-error';
import { ParsedTemplate, parseTemplate } from './parse-template';
import { shown } from './shown';
import { Json, objectOf, TemplateInput } from '../model/template';

/** A template with the file that it is in. */
export interface TemplateFile extends ParsedTemplate {
  /** Relative to the folder of the process. */
  readonly file: string;
  readonly input: TemplateInput;
}

/** CloudFormation takes 1 MB. */
const MOST_BYTES = 10_000_000;

type Read = (path: string, mayBeEmpty: boolean) => ParsedTemplate;

/** The templates that files and cloud assemblies hold, and those nested in them. One that is nested in another of them is taken once. */
export function readTemplates(names: readonly string[]): TemplateFile[] {
  const read = reader();
  const roots = new Map(names.flatMap(stacksIn).map((stack) => [stack.path, stack]));
  const ids = new Set<string>();
  const groups = [...roots.values()].map(({ path, displayName, stackName, account, region }) => {
    const name = displayName ?? basename(path).replace(/(\.nested)?(\.template)?(\.(json|ya?ml|template))$/, '');
    const id = ids.has(name) ? shown(path) : name;
    ids.add(id);
    return withNested(path, { id, stackName, account, region }, read, [path]);
  });
  const nested = new Set(groups.flatMap((group) => group.slice(1)).map(({ file }) => file));
  const tops = groups.filter(([root]) => !nested.has(root.file));
  return (tops.length > 0 ? tops : groups).flat();
}

type Stack = Pick<AssemblyStack, 'path'> & Partial<AssemblyStack>;

function stacksIn(name: string): Stack[] {
  const path = resolve(name);
  if (!existsSync(path)) throw new CommandError(`${name}: no such file`);
  if (statSync(path).isDirectory()) return stacksOf(path);
  return [stackOf(dirname(path), path) ?? { path }];
}

function withNested(path: string, described: Omit<TemplateInput, 'template'>, read: Read, above: readonly string[]): TemplateFile[] {
  const { id, stackName, account, region, nestedIn } = described;
  const parsed = read(path, stackName !== undefined || nestedIn !== undefined);
  const nested = Object.entries(objectOf(parsed.template.Resources)).flatMap(([logicalId, resource]) => {
    const below = nestedPath(path, resource);
    if (below === undefined || above.includes(below)) return [];
    return withNested(below, { id: `${id}.${logicalId}`, account, region, nestedIn: { id, logicalId } }, read, [...above, below]);
  });
  return [{ ...parsed, file: shown(path), input: { ...described, template: parsed.template } }, ...nested];
}

/** The file of a nested stack: where CDK has put it, or where the template itself has it before it is packaged. */
function nestedPath(parent: string, resource: Json): string | undefined {
  const { Type, Metadata, Properties } = objectOf(resource);
  if (Type !== 'AWS::CloudFormation::Stack') return undefined;
  const { TemplateURL } = objectOf(Properties);
  const written = typeof TemplateURL === 'string' && !TemplateURL.includes('://') ? TemplateURL : undefined;
  const name = objectOf(Metadata)['aws:asset:path']?.toString() ?? written ?? assetAt(dirname(parent), TemplateURL);
  const path = name === undefined ? undefined : join(dirname(parent), name);
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** Reads each file once. */
function reader(): Read {
  const known = new Map<string, ParsedTemplate>();
  return (path, mayBeEmpty) => {
    const parsed = known.get(path) ?? readTemplate(path, mayBeEmpty);
    known.set(path, parsed);
    return parsed;
  };
}

function readTemplate(path: string, mayBeEmpty: boolean): ParsedTemplate {
  try {
    if (statSync(path).size > MOST_BYTES) throw new CommandError(`it is larger than ${MOST_BYTES / 1_000_000} MB; CloudFormation takes 1 MB`);
    return parseTemplate(readFileSync(path, 'utf8'), mayBeEmpty);
  } catch (error) {
    throw new CommandError(`${shown(path)}: ${messageOf(error)}`);
  }
}
