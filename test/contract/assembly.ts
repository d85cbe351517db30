import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { Construct } from 'constructs';
import * as keel from '../../src';

/** The part of the jsii assembly that the contracts read. */
export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly docs?: Docs;
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly interfaces?: string[];
  readonly initializer?: { readonly parameters?: Parameter[] };
  readonly properties?: Property[];
  readonly methods?: Method[];
  readonly members?: { readonly name: string; readonly docs?: Docs }[];
}

export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
}

export interface Property {
  readonly name: string;
  readonly optional?: boolean;
  readonly docs?: Docs;
  readonly type: TypeReference;
}

export interface Parameter {
  readonly name: string;
  readonly docs?: Docs;
  readonly type: TypeReference;
}

export interface Method {
  readonly name: string;
  readonly docs?: Docs;
  readonly parameters?: Parameter[];
}

export interface TypeReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly elementtype: TypeReference };
}

interface Assembly {
  readonly schema: string;
  readonly filename?: string;
  readonly types: Record<string, Type>;
}

/** Every exported type, by its full name. */
export const TYPES: ReadonlyMap<string, Type> = new Map(Object.entries(readAssembly('.jsii').types));

/** Every exported class that can be made and is a construct. */
export const CONSTRUCTS: readonly Type[] = [...TYPES.values()].filter((type) => (
  type.kind === 'class' && !type.abstract && type.initializer && classNamed(type.name).prototype instanceof Construct
));

/** The struct that a reference leads to, directly or as what an array or map holds; undefined where it leads elsewhere. */
export function structOf(reference: TypeReference): Type | undefined {
  const type = TYPES.get(reference.fqn ?? reference.collection?.elementtype.fqn ?? '');
  return type?.datatype ? type : undefined;
}

/** The properties of a struct, inherited ones too. */
export function propertiesOf(struct: Type): Property[] {
  return [...(struct.interfaces ?? []).flatMap((parent) => propertiesOf(TYPES.get(parent)!)), ...struct.properties ?? []];
}

function classNamed(name: string): { prototype: object } {
  return (keel as unknown as Record<string, { prototype: object }>)[name];
}

function readAssembly(file: string): Assembly {
  const content = readFileSync(join(__dirname, '..', '..', file));
  const assembly: Assembly = JSON.parse(`${file.endsWith('.gz') ? gunzipSync(content) : content}`);
  return assembly.schema === 'jsii/file-redirect' ? readAssembly(assembly.filename!) : assembly;
}
