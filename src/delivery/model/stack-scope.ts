import { RESOURCE_KINDS } from './resource-kinds';
import { Json, JsonObject, listOf, objectOf, TemplateInput } from './template';
import { print, segments, Text, text, Variable } from '../expression/text';

/** Resolves the expressions of one template to texts: what means the same is the same text, what may mean anything is a variable. */
export class StackScope {
  public readonly account: Text;
  public readonly region: Text;
  public readonly resources: JsonObject;

  private readonly known: Record<string, Text>;

  constructor(private readonly input: TemplateInput, private readonly importValue: (name: Text) => Text | undefined) {
    const word = (name: string) => text({ name, kind: 'word' });
    this.account = input.account === undefined ? word('AWS::AccountId') : text(input.account);
    this.region = input.region === undefined ? word('AWS::Region') : text(input.region);
    this.resources = objectOf(input.template.Resources);
    this.known = {
      'AWS::AccountId': this.account,
      'AWS::Region': this.region,
      'AWS::Partition': word('AWS::Partition'),
      'AWS::URLSuffix': word('AWS::URLSuffix'),
      'AWS::StackName': text(input.stackName),
    };
  }

  /** What the expression means. */
  public textOf(expression: Json): Text {
    if (typeof expression === 'string') return text(expression);
    if (typeof expression !== 'object' || expression === null || Array.isArray(expression)) return text(`${expression ?? ''}`);
    const entries = Object.entries(expression as JsonObject);
    return (entries.length === 1 ? this.intrinsic(entries[0][0], entries[0][1]) : undefined) ?? this.opaque(expression as JsonObject);
  }

  /** ARN of a resource of this template, where its type is known. */
  public arnOf(logicalId: string): Text | undefined {
    const kind = RESOURCE_KINDS[`${objectOf(this.resources[logicalId]).Type}`];
    if (kind === undefined) return undefined;
    const name = this.nameOf(logicalId);
    return this.substitute(kind.arn, (placeholder) => ({
      P: this.known['AWS::Partition'], R: this.region, A: this.account, name,
    })[placeholder]!);
  }

  private intrinsic(name: string, argument: Json): Text | undefined {
    switch (name) {
      case 'Ref': return this.known[`${argument}`] ?? this.attribute(`${argument}`, 'Ref');
      case 'Fn::GetAtt': {
        const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : listOf(argument);
        return this.attribute(`${logicalId}`, attribute.join('.'));
      }
      case 'Fn::Join': return this.join(listOf(argument));
      case 'Fn::Sub': return this.sub(listOf(argument));
      case 'Fn::Select': return this.select(listOf(argument));
      case 'Fn::ImportValue': return this.importValue(this.textOf(argument));
      case 'Fn::If': return this.either(listOf(argument));
      default: return undefined;
    }
  }

  private attribute(logicalId: string, attribute: string): Text {
    const meaning = RESOURCE_KINDS[`${objectOf(this.resources[logicalId]).Type}`]?.attributes[attribute];
    if (meaning === 'arn') return this.arnOf(logicalId)!;
    return meaning === 'name' ? this.nameOf(logicalId) : text(this.variable(`${logicalId}.${attribute}`, 'any'));
  }

  private nameOf(logicalId: string): Text {
    const { Type, Properties } = objectOf(this.resources[logicalId]);
    const given = objectOf(Properties)[RESOURCE_KINDS[`${Type}`].nameProperty];
    return given === undefined ? text(this.variable(logicalId, 'own')) : this.textOf(given);
  }

  private join([separator, parts]: readonly Json[]): Text | undefined {
    if (!Array.isArray(parts)) return undefined;
    return text(...parts.flatMap((part, index) => (index === 0 ? [this.textOf(part)] : [text(`${separator}`), this.textOf(part)])));
  }

  private sub([template, values]: readonly Json[]): Text {
    return this.substitute(`${template}`, (placeholder) => {
      const value = objectOf(values)[placeholder];
      if (value !== undefined) return this.textOf(value);
      return placeholder.includes('.') ? this.textOf({ 'Fn::GetAtt': placeholder }) : this.textOf({ Ref: placeholder });
    });
  }

  /** `Fn::Select` of an ARN that is split at its colons, as for the name of an imported queue. */
  private select([index, list]: readonly Json[]): Text | undefined {
    if (Array.isArray(list)) return this.textOf(list[Number(index)]);
    const [separator, source] = listOf(objectOf(list)['Fn::Split']);
    return separator === ':' ? segments(this.textOf(source))?.[Number(index)] : undefined;
  }

  private either([, one, other]: readonly Json[]): Text | undefined {
    const [left, right] = [this.textOf(one), this.textOf(other)];
    return print(left) === print(right) ? left : undefined;
  }

  private substitute(template: string, valueOf: (placeholder: string) => Text): Text {
    return text(...template.split(/(\$\{[^}]*\})/).map((piece) => {
      if (!piece.startsWith('${')) return text(piece);
      return piece.startsWith('${!') ? text(`\${${piece.slice(3)}`) : valueOf(piece.slice(2, -1).trim());
    }));
  }

  private opaque(expression: JsonObject): Text {
    return text(this.variable(JSON.stringify(expression), 'any'));
  }

  private variable(name: string, kind: Variable['kind']): Variable {
    return { name: `${this.input.stackName}.${name}`, kind };
  }
}
