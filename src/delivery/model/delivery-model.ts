import { linkedScopes } from './linked-scopes';
import { mayMakeMorePolicies } from './more-resources';
import { Resource } from './resource';
import { StackScope } from './stack-scope';
import { Json, member, nameOf, objectOf, TemplateInput } from './template';
import { print, Text } from '../expression/text';

/** The resources of all templates that are checked together. It is built once for all rules. */
export class DeliveryModel {
  /** What functions of a model have found out, by the function. */
  public readonly memo = new Map<unknown, unknown>();
  private readonly byType = new Map<string, Resource[]>();
  private readonly byId = new Map<string, Resource>();
  private readonly byIdentifier = new Map<string, Resource[]>();
  private readonly scopes: ReadonlyMap<string, StackScope>;
  private readonly open: ReadonlySet<string>;

  constructor(inputs: readonly TemplateInput[]) {
    const scopes = linkedScopes(inputs);
    this.open = new Set(inputs.filter(({ template }) => mayMakeMorePolicies(template)).map(({ id }) => id));
    this.scopes = new Map(inputs.map(({ id }, index) => [id, scopes[index]]));
    const resources = inputs.flatMap((input, index) => (
      Object.keys(scopes[index].resources).map((logicalId) => resourceOf(input, scopes[index], logicalId))
    ));
    for (const resource of resources) {
      append(this.byType, resource.type, resource);
      this.byId.set(keyOf(resource.stackId, resource.logicalId), resource);
      for (const identifier of new Set(resource.identifiers.map(print))) append(this.byIdentifier, keyOf(resource.type, identifier), resource);
    }
  }

  /** All resources of a type. */
  public ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /**
   * The resource of one of the types that an expression in the properties of another stands for: the one that it refers to, the one in the same template
   * that is called so, or the only one in another template. Undefined where it is in none of the templates, and where it cannot be told which it is.
   */
  public find(from: Resource, expression: Json, ...types: readonly string[]): Resource | undefined {
    if (expression === undefined) return undefined;
    const referent = this.scopes.get(from.stackId)!.referent(expression);
    const direct = referent === undefined ? undefined : this.byId.get(keyOf(from.stackId, referent));
    if (direct) return types.includes(direct.type) ? direct : undefined;
    return this.called(from, from.textOf(expression), ...types);
  }

  /** The resource of one of the types that is called so: the one in the same template, or the only one in another. */
  public called(from: Resource, name: Text, ...types: readonly string[]): Resource | undefined {
    const identifier = print(name);
    const called = types.flatMap((type) => this.byIdentifier.get(keyOf(type, identifier)) ?? []);
    const own = called.filter(({ stackId }) => stackId === from.stackId);
    const candidates = own.length > 0 ? own : called.filter((one) => isReachable(from, one, identifier));
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  /** Whether the template of a resource may make more policies for it than stand there. */
  public mayMakeMorePolicies({ stackId }: Resource): boolean {
    return this.open.has(stackId);
  }

  /** The type of the resource in the same template that the expression refers to, whatever attribute it takes. */
  public referentType(from: Resource, expression: Json): string | undefined {
    return this.referred(from, expression)?.type;
  }

  /** The same, with the attribute that it takes, or `Ref`. */
  public referred(from: Resource, expression: Json): { type: string; attribute: string } | undefined {
    return this.scopes.get(from.stackId)!.referred(expression);
  }
}

/** An ARN names its account and Region; anything shorter is meant in one's own. */
function isReachable(from: Resource, to: Resource, identifier: string): boolean {
  return identifier.includes(':') || (print(from.account) === print(to.account) && print(from.region) === print(to.region));
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

function keyOf(...parts: string[]): string {
  return parts.join('\n');
}

function resourceOf({ id, paths }: TemplateInput, scope: StackScope, logicalId: string): Resource {
  const { Type, Properties, Metadata, Condition } = objectOf(member(scope.resources, logicalId));
  const inMetadata = objectOf(Metadata)['aws:cdk:path'];
  const constructPath = paths?.get(logicalId) ?? (typeof inMetadata === 'string' ? inMetadata : undefined);
  return {
    stackId: id,
    logicalId,
    type: nameOf(Type),
    properties: objectOf(Properties),
    path: constructPath?.replace(/\/(Resource|Default)$/, '') ?? `${id}/${logicalId}`,
    constructPath,
    condition: Condition === undefined ? undefined : keyOf(id, nameOf(Condition)),
    arn: scope.arnOf(logicalId),
    identifiers: scope.identifiersOf(logicalId),
    account: scope.account,
    region: scope.region,
    partition: scope.partition,
    textOf: (expression) => scope.textOf(expression),
  };
}
