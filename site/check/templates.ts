import { messageOf } from '../../src/delivery/cli/command-error';
import { ParsedTemplate, parseTemplate } from '../../src/delivery/cli/parse-template';
import { Json, objectOf, TemplateInput } from '../../src/delivery/model/template';

/** A file that was dropped, or what was pasted. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** A template with the file that it is in. */
export interface Template extends ParsedTemplate {
  readonly file: string;
  readonly input: TemplateInput;
}

/** What `cdk synth` writes next to templates. */
const NO_TEMPLATE = /^(cdk\.out|(manifest|tree|validation-report|.*\.assets|.*\.metadata)\.json)$/;

/** The files that may be templates. */
export function withoutManifests(files: readonly TextFile[]): readonly TextFile[] {
  const templates = files.filter(({ name }) => !NO_TEMPLATE.test(name));
  return templates.length > 0 ? templates : files;
}

/** The templates in the files. One that a stack of another deploys is nested in that one. */
export function templatesIn(files: readonly TextFile[]): Template[] {
  const parsed = new Map(files.map(({ name, text }) => [name, parse(name, text)]));
  if (parsed.size < files.length) throw new Error('Two files have the same name.');
  const groups = [...parsed.keys()].map((file) => withNested(file, { id: idOf(file) }, parsed, [file]));
  const nested = new Set(groups.flatMap((group) => group.slice(1)).map(({ file }) => file));
  const tops = groups.filter(([{ file }]) => !nested.has(file));
  return (tops.length > 0 ? tops : groups).flat();
}

function parse(name: string, text: string): ParsedTemplate {
  try {
    return parseTemplate(text, /\.template\.json$/.test(name));
  } catch (error) {
    throw new Error(`${name}: ${messageOf(error)}`);
  }
}

type Described = Omit<TemplateInput, 'template'>;

function withNested(file: string, described: Described, parsed: ReadonlyMap<string, ParsedTemplate>, above: readonly string[]): Template[] {
  const { template, lines } = parsed.get(file)!;
  const nested = Object.entries(objectOf(template.Resources)).flatMap(([logicalId, resource]) => {
    const below = nestedFile(resource);
    if (below === undefined || !parsed.has(below) || above.includes(below)) return [];
    return withNested(below, { id: `${described.id}.${logicalId}`, nestedIn: { id: described.id, logicalId } }, parsed, [...above, below]);
  });
  return [{ file, template, lines, input: { ...described, template } }, ...nested];
}

/** The name of the file of a nested stack: where CDK has put it, or where the template has it before it is packaged. */
function nestedFile(resource: Json): string | undefined {
  const { Type, Metadata, Properties } = objectOf(resource);
  if (Type !== 'AWS::CloudFormation::Stack') return undefined;
  const path = objectOf(Metadata)['aws:asset:path'] ?? objectOf(Properties).TemplateURL;
  return typeof path === 'string' ? path.split('/').at(-1) : undefined;
}

function idOf(file: string): string {
  return file.replace(/(\.nested)?(\.template)?\.(json|ya?ml|template)$/, '');
}
