import { countRules, EC2_KINDS } from './ec2-kinds';
import { EMR_KINDS } from './emr-kinds';
import { evaluate } from './expressions';
import { Kind } from './kind';
import { SERVICE_KINDS } from './service-kinds';
import { NetworkEmulator, NetworkStack } from '../network-emulator';
import { say } from '../progress';
import { Tally } from '../tally';

const KINDS: readonly Kind[] = [...EC2_KINDS, ...SERVICE_KINDS, ...EMR_KINDS];

export const COUNTED_TYPES = KINDS.map(({ type }) => type);

/** Counts the resources of a stack that the services show with the settings of the template, and lists everything else of the template. */
export async function countResources(network: NetworkEmulator, stack: NetworkStack, tally: Tally): Promise<void> {
  for (const kind of KINDS) {
    const expected = resourcesOf(stack, kind.type);
    if (expected.length === 0) continue;
    let shown = 0;
    for (const [id, { Properties }] of expected) {
      const missing = await missingSettings(network, stack, kind, id, Properties);
      if (missing.length === 0) shown += 1;
      else say(`! ${id} (${kind.type}) is not shown with ${missing.join(', ')}`);
    }
    tally.count(kind.what, expected.length, shown, kind.how);
  }
  const groups = resourcesOf(stack, 'AWS::EC2::SecurityGroup').map(([id]) => stack.ids.get(id)!);
  const open = await countRules(network.ec2, groups);
  tally.count('rules of security groups in all', rulesIn(stack), open, 'DescribeSecurityGroups: nothing else is open');
  listOthers(stack, tally);
}

/** Those of the settings that are not as the template has them. */
async function missingSettings(network: NetworkEmulator, stack: NetworkStack, kind: Kind, id: string, properties: any = {}): Promise<string[]> {
  const physical = stack.ids.get(id);
  if (physical === undefined) return ['anything: it was passed over'];
  const asked = evaluate(properties, stack);
  const shown = await kind.read(network, physical, asked).catch((error) => say(`! ${error.message}`));
  if (shown === undefined) return ['anything'];
  return kind.settings.filter((path) => at(properties, path) !== undefined && !holds(at(shown, path), parsed(at(asked, path))));
}

/** Types that were passed over, types that nobody asked a service about, and settings that were not looked at: from the template, less what was. */
function listOthers(stack: NetworkStack, tally: Tally): void {
  const types = [...new Set(Object.values(stack.template.Resources).map(({ Type }) => Type))].sort();
  const others = types.filter((type) => !COUNTED_TYPES.includes(type)).map((type) => ({ type, resources: resourcesOf(stack, type) }));
  const named = (made: boolean) => others
    .map(({ type, resources }) => ({ type, count: resources.filter(([id]) => stack.ids.has(id) === made).length }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `${count} ${type.replace('AWS::', '')}`)
    .join(', ');
  tally.onlyChecked(`passed over by moto: ${named(false)}`);
  tally.onlyChecked(`made by moto, but no service was asked: ${named(true)}`);
  for (const { type, settings } of KINDS) {
    const paths = new Set(resourcesOf(stack, type).flatMap(([, { Properties }]) => pathsIn(Properties)));
    const rest = [...paths].filter((path) => !settings.includes(path) && !settings.includes(path.split('.')[0])).sort();
    if (rest.length > 0) tally.onlyChecked(`not shown of ${type.replace('AWS::', '')}: ${rest.join(', ')}`);
  }
  tally.onlyChecked('how CloudFormation calls the services: moto leaves out settings that they hold, and network/moto_app.py hands them on');
}

function resourcesOf({ template }: NetworkStack, type: string) {
  return Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
}

function rulesIn(stack: NetworkStack): number {
  const inGroups = resourcesOf(stack, 'AWS::EC2::SecurityGroup')
    .reduce((sum, [, { Properties: { SecurityGroupIngress = [], SecurityGroupEgress = [] } }]) => (
      sum + SecurityGroupIngress.length + SecurityGroupEgress.length
    ), 0);
  return inGroups + resourcesOf(stack, 'AWS::EC2::SecurityGroupIngress').length + resourcesOf(stack, 'AWS::EC2::SecurityGroupEgress').length;
}

function at(value: any, path: string): any {
  return path.split('.').reduce((inner, key) => entry(inner, key), value);
}

function pathsIn(properties: any = {}): string[] {
  return Object.entries<any>(properties).flatMap(([key, value]) => {
    const isPlain = typeof value === 'object' && !Array.isArray(value) && !Object.keys(value).some((inner) => /^(Ref$|Fn::)/.test(inner));
    return isPlain ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key];
  });
}

/** A text that is JSON is compared as what it says. */
function parsed(value: any): any {
  return typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value;
}

/** Has what is shown everything that was asked for? Names differ in case between CloudFormation and APIs; lists have no order. */
function holds(shown: any, asked: any): boolean {
  if (asked === undefined || asked === null || shown === undefined || shown === null) return false;
  if (Array.isArray(asked)) {
    return Array.isArray(shown) && shown.length >= asked.length && asked.every((item) => shown.some((one) => holds(one, item)));
  }
  if (typeof asked === 'object') return Object.entries(asked).every(([key, value]) => holds(entry(shown, key), value));
  return `${shown}` === `${asked}`;
}

function entry(value: any, key: string): any {
  const name = Object.keys(value ?? {}).find((one) => one.toLowerCase() === key.toLowerCase());
  return name === undefined ? undefined : value[name];
}
