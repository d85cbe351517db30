import { CONSTRUCTS, librariesOf, synthesize, Template } from './apps';
import { Section } from './measured';
import { titleOf } from './peers';
import { fixedPrice, PRICED_ON } from './prices';
import { markdownTable } from '../scripts/markdown-table';

const POLICIES = new Set(['PolicyDocument', 'KeyPolicy', 'AssumeRolePolicyDocument', 'Policies', 'RepositoryPolicyText', 'FileSystemPolicy']);

/** Bytes of every policy in a template, as JSON. */
function policyBytes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, inner]) => (
    sum + (POLICIES.has(name) ? Buffer.byteLength(JSON.stringify(inner)) : policyBytes(inner))
  ), 0);
}

/** Logical ids to which a part of a template refers. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref') return [`${inner}`];
    if (name === 'Fn::GetAtt') return [Array.isArray(inner) ? `${inner[0]}` : `${inner}`.split('.')[0]];
    if (name === 'Fn::Sub') return [...`${Array.isArray(inner) ? inner[0] : inner}`.matchAll(/\$\{([^.}!]+)/g)].map(([, id]) => id).concat(references(inner));
    return references(inner);
  });
}

/** The most resources of which each has to wait for the one before: what CloudFormation cannot make side by side. */
function longestChain({ Resources }: Template): number {
  const lengths = new Map<string, number>();
  const lengthOf = (id: string): number => {
    const known = lengths.get(id);
    if (known !== undefined) return known;
    lengths.set(id, 0);
    const { Properties, DependsOn = [] } = Resources[id];
    const before = [...references(Properties), ...[DependsOn].flat()].filter((other) => other in Resources && other !== id);
    const length = 1 + Math.max(0, ...before.map(lengthOf));
    lengths.set(id, length);
    return length;
  };
  return Math.max(...Object.keys(Resources).map(lengthOf));
}

/** What the templates of one construct hold and cost, beside those of others. */
export function economy(unavailable: readonly string[]): Section {
  const missing = new Set(unavailable.map((title) => title.split(' ')[0]));
  const rows = Object.entries(CONSTRUCTS).flatMap(([folder, construct]) => (
    librariesOf(folder).filter((library) => !missing.has(library)).map((library) => {
      const template = synthesize(folder, library, { template: true }).template!;
      const resources = Object.values(template.Resources);
      return {
        construct,
        library,
        resources: resources.length,
        alarms: resources.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').length,
        bytes: Buffer.byteLength(JSON.stringify(template)),
        policyBytes: policyBytes(template.Resources),
        chain: longestChain(template),
        price: fixedPrice(resources),
      };
    })
  ));
  return {
    data: rows,
    markdown: `## Templates

One construct at its defaults, in a template. Bytes are those of the smallest JSON. The longest chain is the number of resources of which each refers to or depends on
the one before: CloudFormation makes them one after the other. The price is what is paid in a month without any message, in us-east-1, by
[one table](../bench/prices.ts) of ${PRICED_ON}, before the free tier; nodes of EMR come on top.

${markdownTable(['Construct', 'By', 'Resources', 'Alarms', 'Bytes', 'of policies', 'Longest chain', 'Fixed price'], rows.map((row) => [
  row.library === 'keel' ? row.construct : '', row.library === 'keel' ? 'cdk-keel' : titleOf(row.library), `${row.resources}`, `${row.alarms}`,
  row.bytes.toLocaleString('en-US'), row.policyBytes.toLocaleString('en-US'), `${row.chain}`, `$${row.price.toFixed(2)}`,
]))}

Peers cost less where they make fewer alarms and no key of their own: $0.10 for each metric of an alarm, $1.00 for a key. Plain L2s have what a user would write to
get the same resources; their policies are those that grants of CDK write.
`,
  };
}
