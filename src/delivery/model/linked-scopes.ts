import { StackScope } from './stack-scope';
import { JsonObject, member, objectOf, TemplateInput } from './template';
import { print, Text } from '../expression/text';

/** A scope for each template, with exports, nested stacks and their parameters tied together. */
export function linkedScopes(inputs: readonly TemplateInput[]): StackScope[] {
  const exported = new Map<string, () => Text>();
  const scopeOf = new Map<string, StackScope>();
  const nested = new Map(inputs.flatMap((input) => (input.nestedIn ? [[`${input.nestedIn.id}\n${input.nestedIn.logicalId}`, input] as const] : [])));

  const resolving = new Set<JsonObject>();

  for (const input of inputs) {
    scopeOf.set(input.id, new StackScope(input, {
      resolving,
      exported: (name) => exported.get(print(name))?.(),
      parameter: (name) => parameterOf(input, name, scopeOf),
      output: (logicalId, name) => {
        const child = nested.get(`${input.id}\n${logicalId}`);
        const output = child && member(objectOf(child.template.Outputs), name);
        return output === undefined ? undefined : scopeOf.get(child!.id)!.textOf(objectOf(output).Value);
      },
    }));
  }
  const scopes = inputs.map(({ id }) => scopeOf.get(id)!);
  inputs.forEach(({ template }, index) => {
    for (const output of Object.values(objectOf(template.Outputs))) {
      const { Name } = objectOf(objectOf(output).Export);
      if (Name !== undefined) exported.set(print(scopes[index].textOf(Name)), () => scopes[index].textOf(objectOf(output).Value));
    }
  });
  return scopes;
}

function parameterOf({ template, nestedIn }: TemplateInput, name: string, scopeOf: ReadonlyMap<string, StackScope>): Text | undefined {
  if (nestedIn === undefined || !Object.hasOwn(objectOf(template.Parameters), name)) return undefined;
  const parent = scopeOf.get(nestedIn.id);
  const given = member(objectOf(objectOf(objectOf(parent?.resources[nestedIn.logicalId]).Properties).Parameters), name);
  return given === undefined ? undefined : parent!.textOf(given);
}
