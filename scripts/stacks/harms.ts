import * as fs from 'node:fs';
import { StackUpgrade } from './stack-upgrade';
import { STORES } from './stored-data';
import { changeTemplate } from '../../examples/demo/broken-assembly';
import { CdkCli } from '../../examples/demo/cdk-cli';
import { say } from '../../examples/demo/progress';
import { Tally } from '../../examples/demo/tally';
import { Template } from '../../examples/demo/target';

/** A change of a template that loses the data of a resource. */
interface Harm {
  readonly what: string;
  /** The type of the resource. */
  readonly type: string;
  change(template: Template): void;
}

/** One for each stack. */
const HARMS: { readonly [stack: string]: Harm } = {
  OrderFanOut: {
    what: 'another logical id of a queue',
    type: 'AWS::SQS::Queue',
    change: (template) => rename(template, template.Outputs.AuditQueueUrl.Value.Ref),
  },
  ClickStream: {
    what: 'a name for a bucket that had none',
    type: 'AWS::S3::Bucket',
    change: ({ Resources, Outputs }) => { Resources[Outputs.BucketName.Value.Ref].Properties.BucketName = 'clicks-of-the-shop'; },
  },
  PhotoPipeline: {
    what: 'another sort key of a table',
    type: 'AWS::DynamoDB::Table',
    change: ({ Resources, Outputs }) => {
      const { AttributeDefinitions, KeySchema } = Resources[Outputs.TableName.Value.Ref].Properties;
      for (const attribute of [AttributeDefinitions[1], KeySchema[1]]) attribute.AttributeName = 'uploadedAt';
    },
  },
  NotesApi: {
    what: 'another logical id of a log group',
    type: 'AWS::Logs::LogGroup',
    change: (template) => rename(template, Object.keys(template.Resources).find((id) => template.Resources[id].Type === 'AWS::Logs::LogGroup')!),
  },
};

/** Deploys upgrades that lose data, and counts those that the rows show. */
export async function countHarms(cli: CdkCli, assembly: string, upgrades: ReadonlyMap<string, StackUpgrade>): Promise<Tally> {
  const tally = new Tally('Upgrades that lose data');
  const harmful = `${assembly}-harmful`;
  fs.cpSync(assembly, harmful, { recursive: true });
  Object.entries(HARMS).forEach(([stack, { change }]) => changeTemplate(harmful, stack, change));
  await Promise.all([...upgrades.values()].map((upgrade) => upgrade.store()));
  await cli.deployTogether(Object.keys(HARMS), harmful);
  say('deployed upgrades that lose data');
  for (const [stack, { what, type }] of Object.entries(HARMS)) {
    const wrong = (await upgrades.get(stack)!.kept()).filter(({ expected, counted }) => counted < expected);
    const isSeen = wrong.some((row) => row.what === STORES[type].what);
    tally.count(`${stack}: ${what}`, 'seen', isSeen ? 'seen' : 'not seen', wrong.map((row) => `${row.what}: ${row.counted} of ${row.expected}`).join('; '));
  }
  return tally;
}

/** Another logical id is another resource. */
function rename(template: Template, id: string): void {
  Object.assign(template, JSON.parse(JSON.stringify(template).replaceAll(`"${id}"`, `"${id}Renamed"`)));
}
