import * as fc from 'fast-check';
import { Beside } from './beside';

/** A value that is made of plain data, which can be printed and made smaller, or of what stands beside the construct. */
export class Given<Value> {
  constructor(private readonly data: unknown, private readonly make: (around: Beside) => Value) {}

  public of(around: Beside): Value {
    return this.make(around);
  }

  /** How fast-check prints it. */
  public toString(): string {
    return fc.stringify(this.data);
  }
}

/** An arbitrary value, or how it is made. */
export type Giving<Value> = fc.Arbitrary<Value | Given<Value>>;

type Plain<Value> = Value extends Given<infer Made> ? Made : Value;
type MadeOf<One> = One extends fc.Arbitrary<infer Value> ? Plain<Value> : never;

/** The structs of the library that samples are made of. */
export const STRUCTS = new Set<string>();

/** What is made of data. */
export function given<Data, Value>(data: fc.Arbitrary<Data>, make: (data: Plain<Data>, around: Beside) => Value): fc.Arbitrary<Given<Value>> {
  return data.map((one) => new Given(one, (around) => make(made(one, around), around)));
}

/** A part of what is beside the construct. */
export function beside<Name extends Parameters<Beside['part']>[0]>(...names: Name[]) {
  return given(fc.constantFrom(...names), (name, around) => around.part(name as Name));
}

/** Any of a struct of the library: what is not required may be missing. Each of its props has to be here. */
export function struct<Props extends object>(
  name: string, props: { readonly [Prop in keyof Props]-?: Giving<Props[Prop]> }, ...required: (keyof Props)[]
): fc.Arbitrary<Given<Props>> {
  STRUCTS.add(name);
  return record(props as Record<keyof Props, fc.Arbitrary<unknown>>, required) as fc.Arbitrary<Given<Props>>;
}

/** Several values with names. */
export function shape<Arbitraries extends Record<string, fc.Arbitrary<unknown>>>(
  arbitraries: Arbitraries,
): fc.Arbitrary<Given<{ [Name in keyof Arbitraries]: MadeOf<Arbitraries[Name]> }>> {
  return record(arbitraries, Object.keys(arbitraries)) as fc.Arbitrary<Given<{ [Name in keyof Arbitraries]: MadeOf<Arbitraries[Name]> }>>;
}

/** None or more of something. */
export function several<Value>(one: Giving<Value>, maxLength = 2, minLength = 0): fc.Arbitrary<Given<Value[]>> {
  return given(fc.array(one, { minLength, maxLength }), (all, around) => all.map((each) => made(each, around) as Value));
}

/** A map, made of pairs so that a name can be anything. */
export function mapOf<Value>(names: fc.Arbitrary<string>, values: Giving<Value>, maxLength = 3): fc.Arbitrary<Given<{ [name: string]: Value }>> {
  return given(fc.array(fc.tuple(names, values), { maxLength }), (pairs, around) => (
    Object.fromEntries(pairs.map(([name, value]) => [name, made(value, around) as Value]))
  ));
}

function record<Name extends PropertyKey>(arbitraries: Record<Name, fc.Arbitrary<unknown>>, requiredKeys: Name[]) {
  return given(fc.record(arbitraries as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: requiredKeys as string[] }), (data, around) => (
    Object.fromEntries(Object.entries(data).map(([name, value]) => [name, made(value, around)]))
  ));
}

function made<Data>(data: Data, around: Beside): Plain<Data> {
  return (data instanceof Given ? data.of(around) : data) as Plain<Data>;
}
