import { ARN_PARTS, ARN_PROPERTIES, nameInArn, partitionOf } from './arn-parts';
import { Identifier, identifierOf, kindOf } from './resource-kinds';
import { isIntrinsic, isTooDeep, Json, JsonObject, listOf, member, nameOf, objectOf, TemplateInput, withoutNoValue } from './template';
import { lengthOf, literal, print, segments, Text, text, Variable } from '../expression/text';

/** Longer than a template may be: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html. */
const LONGEST = 1_048_576;

/** More pieces than any text of a template that people or CDK write. */
const MOST_PIECES = 10_000;

/** Above this many references, each to the next, an expression means anything. */
const MOST_STEPS = 200;

/** What the expressions of a template mean that another template answers. */
export interface Neighbours {
  /** What is being resolved, in all templates. */
  readonly resolving: Set<JsonObject>;
  /** The value of an export. */
  readonly exported: (name: Text) => Text | undefined;
  /** The value that the parent of a nested stack gives a parameter. */
  readonly parameter: (name: string) => Text | undefined;
  /** The value of an output of a nested stack. */
  readonly output: (logicalId: string, name: string) => Text | undefined;
}

/** Resolves the expressions of one template to texts: what means the same is the same text, what may mean anything is a variable. */
export class StackScope {
  public readonly account: Text;
  public readonly region: Text;
  public readonly partition: Text;
  public readonly resources: JsonObject;

  private readonly known: ReadonlyMap<string, Text>;
  private readonly resolved = new WeakMap<JsonObject, Text>();

  constructor(private readonly input: TemplateInput, private readonly neighbours: Neighbours) {
    const { template, account, region, stackName } = input;
    if (isTooDeep(template)) throw new Error(`The template of ${input.id} cannot be checked: it is nested too deep.`);
    const word = (name: string) => text({ name, kind: 'word' });
    const partition = region === undefined ? undefined : partitionOf(region);
    this.account = account === undefined ? word('AWS::AccountId') : text(account);
    this.region = region === undefined ? word('AWS::Region') : text(region);
    this.partition = partition ? text(partition.name) : word('AWS::Partition');
    this.resources = objectOf(withoutNoValue(template.Resources));
    this.known = new Map([
      ['AWS::AccountId', this.account],
      ['AWS::Region', this.region],
      ['AWS::Partition', this.partition],
      ['AWS::URLSuffix', partition ? text(partition.urlSuffix) : word('AWS::URLSuffix')],
      ['AWS::StackName', stackName === undefined ? text(this.variable('AWS::StackName', 'word')) : text(stackName)],
    ]);
  }

  /** What the expression means. One that depends on itself, or that goes on and on, means anything. */
  public textOf(expression: Json): Text {
    if (typeof expression !== 'object' || expression === null) return text(`${expression ?? ''}`);
    const object = expression as JsonObject;
    const before = this.resolved.get(object);
    if (before) return before;
    const { resolving } = this.neighbours;
    if (resolving.has(object) || resolving.size > MOST_STEPS) return this.opaque(object);
    resolving.add(object);
    const [name, argument] = Object.entries(object)[0] ?? [];
    const meaning = (isIntrinsic(object) ? this.intrinsic(name, argument) : undefined) ?? this.opaque(object);
    resolving.delete(object);
    const bounded = meaning.length > MOST_PIECES || lengthOf(meaning) > LONGEST ? this.opaque(object) : meaning;
    this.resolved.set(object, bounded);
    return bounded;
  }

  /** ARN of a resource of this template, where its type is known. */
  public arnOf(logicalId: string): Text | undefined {
    return this.identify(logicalId, 'arn');
  }

  /** All texts that stand for a resource of this template. */
  public identifiersOf(logicalId: string): Text[] {
    const meanings = new Set(Object.values(kindOf(this.typeOf(logicalId))?.attributes ?? {}));
    return [...meanings.add('arn')].map((meaning) => this.identify(logicalId, meaning)).filter((one) => one !== undefined);
  }

  /** The resource of this template that an expression refers to by one of its identifiers. */
  public referent(expression: Json): string | undefined {
    const [logicalId, attribute] = this.reference(expression) ?? [];
    if (logicalId === undefined || attribute === undefined) return undefined;
    return identifierOf(kindOf(this.typeOf(logicalId)), attribute) && logicalId;
  }

  /** The type of the resource of this template that an expression refers to, and the attribute that it takes. */
  public referred(expression: Json): { type: string; attribute: string } | undefined {
    const [logicalId, attribute] = this.reference(expression) ?? [];
    return logicalId !== undefined && attribute !== undefined && Object.hasOwn(this.resources, logicalId)
      ? { type: this.typeOf(logicalId), attribute }
      : undefined;
  }

  private reference(expression: Json): [string, string] | undefined {
    const { Ref, 'Fn::GetAtt': GetAtt } = objectOf(expression);
    if (Ref !== undefined) return [nameOf(Ref), 'Ref'];
    if (GetAtt === undefined) return undefined;
    const [logicalId, ...attribute] = typeof GetAtt === 'string' ? GetAtt.split('.') : listOf(GetAtt);
    return [nameOf(logicalId), attribute.map(nameOf).join('.')];
  }

  private typeOf(logicalId: string): string {
    return nameOf(objectOf(member(this.resources, logicalId)).Type);
  }

  private intrinsic(name: string, argument: Json): Text | undefined {
    switch (name) {
      case 'Ref': return this.known.get(nameOf(argument)) ?? this.neighbours.parameter(nameOf(argument)) ?? this.attribute(nameOf(argument), 'Ref');
      case 'Fn::GetAtt': return this.attribute(...this.reference({ [name]: argument })!);
      case 'Fn::Join': return this.join(listOf(argument));
      case 'Fn::Sub': return this.sub(listOf(argument));
      case 'Fn::Select': return this.select(listOf(argument));
      case 'Fn::ImportValue': return this.neighbours.exported(this.textOf(argument));
      case 'Fn::If': return this.either(listOf(argument));
      default: return undefined;
    }
  }

  private attribute(logicalId: string, attribute: string): Text {
    if (attribute.startsWith('Outputs.')) {
      const output = this.neighbours.output(logicalId, attribute.slice('Outputs.'.length));
      if (output) return output;
    }
    const meaning = identifierOf(kindOf(this.typeOf(logicalId)), attribute);
    return (meaning && this.identify(logicalId, meaning)) ?? text(this.variable(`${logicalId}.${attribute}`, 'any'));
  }

  private identify(logicalId: string, meaning: Identifier): Text | undefined {
    const kind = kindOf(this.typeOf(logicalId));
    if (kind === undefined) return undefined;
    const properties = objectOf(objectOf(member(this.resources, logicalId)).Properties);
    const given = member(properties, kind.nameProperty);
    const name = given === undefined ? text(this.variable(logicalId, 'own')) : this.textOf(given);
    if (meaning === 'name') return name;
    const pattern = kind[meaning];
    return pattern === undefined ? undefined : this.substitute(pattern, (placeholder) => {
      if (placeholder === 'name') return name;
      if (placeholder === 'own') return text(this.variable(`${logicalId}.${meaning}`, 'own'));
      return Object.hasOwn(ARN_PARTS, placeholder) ? this.known.get(ARN_PARTS[placeholder])! : this.arnPart(logicalId, properties, placeholder);
    });
  }

  /** What a property puts into an ARN: nothing for the default event bus. */
  private arnPart(logicalId: string, properties: JsonObject, placeholder: string): Text {
    const { property, otherwise, marker } = ARN_PROPERTIES[placeholder];
    const given = properties[property] ?? otherwise;
    const value = given === undefined ? undefined : this.textOf(given);
    const name = marker && value ? nameInArn(value, marker) : value;
    if (name === undefined) return text(this.variable(`${logicalId}.${property}`, 'any'));
    if (placeholder !== 'bus') return name;
    return literal(name) === otherwise ? [] : text(name, '/');
  }

  private join([separator, parts]: readonly Json[]): Text | undefined {
    if (!Array.isArray(parts)) return undefined;
    return text(parts.flatMap((part, index) => (index === 0 ? this.textOf(part) : [nameOf(separator), ...this.textOf(part)])));
  }

  private sub([template, values]: readonly Json[]): Text {
    return this.substitute(nameOf(template), (placeholder) => {
      const value = member(objectOf(values), placeholder);
      if (value !== undefined) return this.textOf(value);
      return placeholder.includes('.') ? this.textOf({ 'Fn::GetAtt': placeholder }) : this.textOf({ Ref: placeholder });
    });
  }

  /** `Fn::Select` from a list, or of an ARN that is split at its colons, as for the name of an imported queue. */
  private select([index, list]: readonly Json[]): Text | undefined {
    const at = /^\d+$/.test(nameOf(index)) ? Number(index) : -1;
    if (Array.isArray(list)) return list[at] === undefined ? undefined : this.textOf(list[at]);
    const [separator, source] = listOf(objectOf(list)['Fn::Split']);
    return separator === ':' ? segments(this.textOf(source))?.[at] : undefined;
  }

  private either([, one, other]: readonly Json[]): Text | undefined {
    const [left, right] = [this.textOf(one), this.textOf(other)];
    return print(left) === print(right) ? left : undefined;
  }

  private substitute(template: string, valueOf: (placeholder: string) => Text): Text {
    return text(template.split(/(\$\{[^{}]*\})/).flatMap((piece) => {
      if (!piece.startsWith('${') || !piece.endsWith('}')) return text(piece);
      return piece.startsWith('${!') ? text(`\${${piece.slice(3)}`) : valueOf(piece.slice(2, -1).trim());
    }));
  }

  private opaque(expression: JsonObject): Text {
    return text(this.variable(JSON.stringify(expression), 'any'));
  }

  private variable(name: string, kind: Variable['kind']): Variable {
    return { name: `${this.input.id}.${name}`, kind };
  }
}
