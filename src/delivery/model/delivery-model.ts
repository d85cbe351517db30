import { Resource } from './resource';
import { StackScope } from './stack-scope';
import { Json, JsonObject, objectOf, TemplateInput } from './template';
import { print, Text } from '../expression/text';

/** The resources of all templates that are checked together. It is built once for all rules. */
export class DeliveryModel {
  public readonly resources: readonly Resource[];

  private readonly byType = new Map<string, Resource[]>();
  private readonly byText = new Map<string, Resource>();

  constructor(inputs: readonly TemplateInput[]) {
    const exported = new Map<string, () => Text>();
    const scopes = inputs.map((input) => new StackScope(input, (name) => exported.get(print(name))?.()));
    inputs.forEach(({ template }, index) => exportsOf(template, scopes[index], exported));

    this.resources = inputs.flatMap((input, index) => (
      Object.keys(scopes[index].resources).map((logicalId) => resourceOf(input, scopes[index], logicalId))
    ));
    for (const resource of this.resources) {
      const ofType = this.byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.byType.set(resource.type, [resource]);
      for (const name of [resource.arn, resource.textOf({ Ref: resource.logicalId })]) {
        if (name) this.byText.set(print(name), resource);
      }
    }
  }

  /** All resources of a type. */
  public ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resource that an expression in the properties of another stands for; undefined where it is in none of the templates. */
  public find(from: Resource, expression: Json): Resource | undefined {
    return expression === undefined ? undefined : this.byText.get(print(from.textOf(expression)));
  }
}

function resourceOf({ stackName, paths }: TemplateInput, scope: StackScope, logicalId: string): Resource {
  const { Type, Properties, Metadata, Condition } = objectOf(scope.resources[logicalId]);
  const constructPath = paths?.get(logicalId) ?? objectOf(Metadata)['aws:cdk:path']?.toString();
  return {
    stackName,
    logicalId,
    type: `${Type}`,
    properties: objectOf(Properties),
    path: constructPath?.replace(/\/(Resource|Default)$/, '') ?? `${stackName}/${logicalId}`,
    constructPath,
    conditional: Condition !== undefined,
    arn: scope.arnOf(logicalId),
    account: scope.account,
    region: scope.region,
    textOf: (expression) => scope.textOf(expression),
  };
}

function exportsOf(template: JsonObject, scope: StackScope, exported: Map<string, () => Text>): void {
  for (const output of Object.values(objectOf(template.Outputs))) {
    const { Name } = objectOf(objectOf(output).Export);
    if (Name !== undefined) {
      exported.set(print(scope.textOf(Name)), () => scope.textOf(objectOf(output).Value));
    }
  }
}
