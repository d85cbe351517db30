import * as fs from 'node:fs';
import * as path from 'node:path';
import { paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { resourcesOf, statusOf } from './deployed';
import { Inventory, takeInventory, without } from './inventory';
import { Place } from './place';
import { pieces, STORES } from './stored-data';
import { changeTemplate, readTemplate } from '../../examples/demo/broken-assembly';
import { say } from '../../examples/demo/progress';
import { Tally } from '../../examples/demo/tally';
import { Template } from '../../examples/demo/target';

type Resource = Template['Resources'][string];

/** Longer than SQS allows. CloudFormation of AWS and that of the emulator say so when they make the queue, not before. */
const REFUSED: Resource = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 99_999 } };

/** A first deployment that fails when everything else has been made. */
export async function failFirstDeployment(place: Place, stack: string): Promise<Tally> {
  const { clients } = place;
  const tally = new Tally('First deployment that fails: a queue that SQS refuses, after everything else');
  const before = await takeInventory(clients);
  const assembly = withRefused(place, stack, 'first');
  await countError(place, tally, stack, assembly);
  tally.count('status', 'ROLLBACK_COMPLETE', await statusOf(clients, stack), 'DescribeStacks');
  const others = Object.keys(readTemplate(assembly, stack).Resources).filter((id) => id !== 'Refused');
  await countEvents(place, tally, stack, others);
  await countLeft(place, tally, before);
  for (const id of protectedResources(readTemplate(assembly, stack))) {
    tally.onlyChecked(`${id}: on AWS its deletion protection stands against a rollback, which ends in ROLLBACK_FAILED; the emulator does not look at it`);
  }
  say(`${tally.title}: rolled back`);
  return tally;
}

/** A deployment whose asset is missing. */
export async function failWithoutAsset(place: Place, stack: string): Promise<Tally> {
  const { clients, assembly, scratch } = place;
  const tally = new Tally('First deployment that fails: an asset that is missing');
  const before = await takeInventory(clients);
  const copy = path.join(scratch, 'without-asset');
  fs.cpSync(assembly, copy, { recursive: true });
  const manifest = path.join(copy, `${stack}.assets.json`);
  const assets = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const [{ destinations }] = Object.values<any>(assets.files);
  assets.files.missing = { source: { path: 'missing', packaging: 'zip' }, destinations };
  fs.writeFileSync(manifest, JSON.stringify(assets));
  await countError(place, tally, stack, copy, 'missing');
  tally.count('status', 'no such stack', await statusOf(clients, stack), 'DescribeStacks');
  await countLeft(place, tally, before);
  say(`${tally.title}: not begun`);
  return tally;
}

/** An update of a stack with messages that changes and adds something, and then fails. */
export async function failUpdate(place: Place, stack: string): Promise<Tally> {
  const { clients } = place;
  const tally = new Tally('Update that fails: a queue that SQS refuses, after all other changes');
  const resources = await resourcesOf(clients, stack);
  const { physicalId: queue } = resources.find(({ id }) => id.startsWith('OrdersAudit') && !id.includes('DeadLetter'))!;
  const messages = pieces(5);
  const look = await STORES['AWS::SQS::Queue'].store(clients, queue, messages);
  const { physicalId: alarm } = resources.find(({ type }) => type === 'AWS::CloudWatch::Alarm')!;
  const threshold = async () => (await clients.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [alarm] }))).MetricAlarms![0].Threshold!;
  const thresholdBefore = await threshold();
  const before = await takeInventory(clients);

  const assembly = withRefused(place, stack, 'update', ({ Resources: template }) => {
    const { id } = resources.find(({ physicalId }) => physicalId === alarm)!;
    template[id].Properties.Threshold += 1;
    Object.assign(template, { Added: { Type: 'AWS::SQS::Queue' } });
  });
  await countError(place, tally, stack, assembly);
  tally.count('status', 'UPDATE_ROLLBACK_COMPLETE', await statusOf(clients, stack), 'DescribeStacks');
  await countEvents(place, tally, stack, ['Added']);
  await countLeft(place, tally, before);
  tally.count('gone that was there before', 0, without(before, await takeInventory(clients)).length, 'the services\' own APIs');
  tally.count('threshold of the changed alarm', thresholdBefore, await threshold(), 'DescribeAlarms');
  tally.count('messages in the queue', messages.length, await look(), 'sent before, received after');
  say(`${tally.title}: rolled back`);
  return tally;
}

/** Counts what is there now and was not before. */
export async function countLeft({ clients }: Place, tally: Tally, before: Inventory, expected: readonly string[] = []): Promise<void> {
  const left = without(await takeInventory(clients), before);
  const unexpected = left.filter((name) => !expected.includes(name));
  unexpected.forEach((name) => say(`! left behind: ${name}`));
  tally.count('left behind', expected.length, left.length, 'the services\' own APIs, before and after');
  if (expected.length > 0) tally.count('left behind that no template retains', 0, unexpected.length, 'the same');
}

/** Copies the assembly, with one more resource in a stack that is made after all others and cannot be made. */
function withRefused({ assembly, scratch }: Place, stack: string, name: string, change = (_: Template) => {}): string {
  const copy = path.join(scratch, name);
  fs.cpSync(assembly, copy, { recursive: true });
  changeTemplate(copy, stack, (template) => {
    change(template);
    Object.assign(template.Resources, { Refused: { ...REFUSED, DependsOn: Object.keys(template.Resources) } });
  });
  return copy;
}

/** Deploys what cannot be deployed. */
async function countError({ cli }: Place, tally: Tally, stack: string, assembly: string, name = 'Refused'): Promise<void> {
  const error = await cli.deploy(stack, assembly).then(() => 'it has not failed', ({ message }) => message as string);
  if (!error.includes(name)) say(`! ${error}`);
  tally.count(`error of the CDK CLI that names ${name}`, 1, Number(error.includes(name)), 'exit code and output of cdk deploy');
}

/** Counts what the stack has made and deleted. */
async function countEvents({ clients }: Place, tally: Tally, StackName: string, ids: readonly string[]): Promise<void> {
  const statuses: string[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: clients.cloudFormation }, { StackName })) {
    statuses.push(...StackEvents.filter(({ LogicalResourceId }) => ids.includes(LogicalResourceId!)).map(({ ResourceStatus }) => ResourceStatus!));
  }
  const count = (...wanted: string[]) => statuses.filter((one) => wanted.includes(one)).length;
  // In an update the emulator says UPDATE_COMPLETE of a resource that is new.
  tally.count('resources made before it', ids.length, count('CREATE_COMPLETE', 'UPDATE_COMPLETE'), 'DescribeStackEvents');
  tally.count('resources deleted again', ids.length, count('DELETE_COMPLETE'), 'DescribeStackEvents');
}

function protectedResources({ Resources: resources }: Template): string[] {
  return Object.keys(resources).filter((id) => {
    const { DeletionProtectionEnabled, DeletionProtection } = resources[id].Properties ?? {};
    return DeletionProtectionEnabled === true || DeletionProtection === 'ACTIVE';
  });
}
