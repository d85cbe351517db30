import { App, CfnElement, CfnResource, Stack } from 'aws-cdk-lib';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct, IConstruct } from 'constructs';
import { Outside } from './outside';
import { Make, SUBJECTS } from './subjects';
import { ResourceJson, TemplateJson, templatesOf } from './template';

/** The feature flags that an app may have. */
export const FLAGS: { readonly [name: string]: Record<string, unknown> } = {
  'no flags': {},
  'all recommended flags': recommended,
};

/** One way to make one exported construct. */
export interface Variant {
  /** For example `QueueWithDlq, everything on`. */
  readonly name: string;
  /** Name of the class. */
  readonly construct: string;
  /** Whether no more props are given than it takes. */
  readonly minimal: boolean;
  readonly make: Make;
}

/** Every way to make every exported construct. */
export const VARIANTS: readonly Variant[] = Object.entries(SUBJECTS).flatMap(([construct, { minimal, full }]) => [
  { name: `${construct}, minimal`, construct, minimal: true, make: minimal },
  ...Object.entries(full).map(([name, make]) => ({ name: `${construct}, ${name}`, construct, minimal: false, make })),
]);

/** A variant that has been made, with what it connects to beside it. */
export interface Specimen {
  readonly construct: Construct;
  readonly outside: Outside;
  /** Every construct that came into the tree with it, also below what is outside. */
  readonly made: readonly IConstruct[];
}

/** Makes a variant. Its id is `Subject`, unless told otherwise. */
export function put({ make }: Pick<Variant, 'make'>, scope: Construct, id = 'Subject'): Specimen {
  const outside = new Outside(scope, `${id}Outside`);
  const before = new Set(scope.node.root.node.findAll());
  const construct = make(scope, id, outside);
  const made = scope.node.root.node.findAll().filter((one) => !before.has(one) && !outside.own.has(one));
  return { construct, outside, made };
}

/** A variant in a stack of its own, and the template of that. */
export interface Synthesized extends Specimen {
  readonly template: TemplateJson;
  /** The resources that came into the template with it, by their logical ids. */
  readonly resources: ReadonlyMap<string, ResourceJson>;
}

const SYNTHESIZED = new Map<string, Synthesized>();

/** A variant in a stack of its own, with the flags of that name. It is made once, and not to be changed. */
export function synthesized(variant: Variant, flags = 'no flags'): Synthesized {
  const name = `${variant.name} with ${flags}`;
  const made = SYNTHESIZED.get(name) ?? synthesize(variant, FLAGS[flags]);
  SYNTHESIZED.set(name, made);
  return made;
}

/** An app whose reports of policy validation are left in its assembly and not printed. Its `tree.json` takes long to write. */
export function newApp(flags: Record<string, unknown> = {}, treeMetadata = false): App {
  return new App({ treeMetadata, context: { ...flags, '@aws-cdk/core:failSynthOnValidationErrors': false } });
}

/** `path: message` of each warning that there is so far. */
export function warningsIn(scope: IConstruct): string[] {
  return scope.node.findAll().flatMap(({ node }) => (
    node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => `${node.path}: ${data}`)
  ));
}

/** Logical ids of the resources among constructs. */
export function resourcesAmong(constructs: readonly IConstruct[]): Map<string, CfnResource> {
  return new Map(constructs.filter((one) => CfnResource.isCfnResource(one)).map((one) => [logicalId(one), one]));
}

function synthesize(variant: Variant, flags: Record<string, unknown>): Synthesized {
  const app = newApp(flags);
  const specimen = put(variant, new Stack(app, 'Stack'));
  const template = templatesOf(app).get('Stack.template.json')!;
  const ids = [...resourcesAmong(specimen.made).keys()];
  return { ...specimen, template, resources: new Map(ids.map((id) => [id, template.Resources![id]])) };
}

/** The logical id of an L1 construct. */
function logicalId(element: CfnElement): string {
  return Stack.of(element).resolve(element.logicalId);
}
