import { literal, Text, text, Variable } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, JsonObject, listOf, member, objectOf, possible } from '../model/template';

/** A state machine with one of the definitions that it may have. */
export interface StateMachine {
  readonly machine: Resource;
  /** The state machine again, to which the values of the definition mean what they stand for. */
  readonly holder: Resource;
  /** The definition; undefined where the template does not hold it. */
  readonly definition: JsonObject | 'malformed' | undefined;
  /** The definition itself, and those of its branches and iterations. */
  readonly levels: readonly Level[];
}

/** States among which transitions go. */
export interface Level {
  readonly startAt: Json;
  readonly states: JsonObject;
}

/** All state machines. */
export const stateMachines = perModel((model: DeliveryModel): StateMachine[] => (
  model.ofType('AWS::StepFunctions::StateMachine').flatMap((machine) => {
    const { Definition, DefinitionString } = machine.properties;
    const texts = [...possible(DefinitionString).map(machine.textOf), ...possible(Definition).map((one) => printed(one, machine.textOf))];
    return texts.length === 0 ? [unreadable(machine)] : texts.map((one) => read(machine, one));
  })
));

function unreadable(machine: Resource): StateMachine {
  return { machine, holder: machine, definition: undefined, levels: [] };
}

function read(machine: Resource, given: Text): StateMachine {
  const definition = substituted(given, machine);
  const known = literal(definition);
  const names = new Placeholders(definition);
  const holder: Resource = { ...machine, textOf: (value) => names.textOf(value) };
  const parsed = parse(names.json);
  const malformed: StateMachine = { ...unreadable(machine), definition: 'malformed' };
  if (parsed === undefined || names.areIn(parsed)) return known === undefined ? unreadable(machine) : malformed;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return malformed;
  return names.areIn(objectOf(parsed).States) ? unreadable(machine) : { machine, holder, definition: objectOf(parsed), levels: levelsIn(parsed) };
}

function parse(json: string): Json {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return undefined;
  }
}

/** A definition that is given as an object, as the JSON that CloudFormation makes of it. */
function printed(value: Json, textOf: Resource['textOf']): Text {
  if (isIntrinsic(value)) return text('"', textOf(value).map((piece) => (typeof piece === 'string' ? escaped(piece) : piece)), '"');
  if (Array.isArray(value)) return text('[', separated(value.map((one: Json) => printed(one, textOf))), ']');
  if (typeof value !== 'object' || value === null) return text(JSON.stringify(value ?? null));
  return text('{', separated(Object.entries(value).map(([key, one]) => text(JSON.stringify(key), ':', printed(one, textOf)))), '}');
}

function escaped(piece: string): string {
  return JSON.stringify(piece).slice(1, -1);
}

function separated(texts: readonly Text[]): Text {
  return text(...texts.flatMap((one, index) => (index === 0 ? [one] : [',', one])));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
function substituted(definition: Text, { properties: { DefinitionSubstitutions }, textOf, stackId }: Resource): Text {
  if (DefinitionSubstitutions === undefined) return definition;
  const pieces = definition.flatMap((piece): Text => (typeof piece === 'string' ? piece.split(/(\$\{[^{}]+\})/) : [piece]));
  return text(...pieces.map((piece): Text => {
    const name = typeof piece === 'string' ? /^\$\{(.+)\}$/.exec(piece)?.[1].trim() : undefined;
    if (name === undefined) return [piece];
    if (isIntrinsic(DefinitionSubstitutions)) return [{ name: `${stackId}.${name}`, kind: 'any' }];
    const value = member(objectOf(DefinitionSubstitutions), name);
    return value === undefined ? [piece] : textOf(value);
  }));
}

/** Numbers that stand for the variables of a text while it is read as JSON, in which they are fine within strings and without. */
class Placeholders {
  public readonly json: string;
  private readonly variables = new Map<string, Variable>();
  private readonly pattern: RegExp;

  constructor(value: Text) {
    const known = value.filter((piece) => typeof piece === 'string').join('\n');
    let prefix = 8_271_828;
    while (known.includes(`${prefix}`)) prefix++;
    this.pattern = new RegExp(`(${prefix}\\d{6})`);
    const names = [...new Set(value.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name])))];
    const numberOf = (name: string) => `${prefix}${`${names.indexOf(name)}`.padStart(6, '0')}`;
    this.json = value.map((piece) => {
      if (typeof piece === 'string') return piece;
      this.variables.set(numberOf(piece.name), piece);
      return numberOf(piece.name);
    }).join('');
  }

  public areIn(value: Json): boolean {
    return typeof value !== 'object' && this.pattern.test(`${value}`);
  }

  /** What a value of the definition means. Objects and lists, and what is computed when the state runs, may be anything. */
  public textOf(value: Json): Text {
    if (value === undefined || value === null || typeof value === 'object' || `${value}`.trim().startsWith('{%')) {
      return [{ name: `definition.${JSON.stringify(value)}`, kind: 'any' }];
    }
    return text(...`${value}`.split(this.pattern).map((piece) => this.variables.get(piece) ?? piece));
  }
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-states.html */
function levelsIn(value: Json): Level[] {
  const { StartAt, States } = objectOf(value);
  const nested = Object.values(objectOf(States)).map(objectOf).flatMap(({ Branches, ItemProcessor, Iterator }) => (
    [...(Array.isArray(Branches) ? listOf(Branches) : []), ItemProcessor, Iterator].filter((one) => typeof one === 'object' && one !== null)
  ));
  const isVariable = typeof States === 'number';
  return [...(isVariable ? [] : [{ startAt: StartAt, states: objectOf(States) }]), ...nested.flatMap(levelsIn)];
}
