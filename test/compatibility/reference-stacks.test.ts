import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { restoreBaseline } from '../../scripts/stacks/baseline';
import { addStacks } from '../../scripts/stacks/reference-stacks';
import { LOST_WITH } from '../contract/stateful';
import { TemplateJson, templatesOf } from '../contract/template';

/** What CloudFormation replaces a resource for, or refuses to change, of what holds data. */
const FIXED: { readonly [type: string]: readonly string[] } = {
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::DynamoDB::Table': ['KeySchema', 'TableName'],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Topic': ['FifoTopic', 'TopicName'],
  'AWS::SQS::Queue': ['FifoQueue', 'QueueName'],
};

const folder = mkdtempSync(join(tmpdir(), 'reference-stacks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const app = new App({ outdir: join(folder, 'now') });
addStacks(app);
const now = templatesOf(app);
restoreBaseline(join(folder, 'before'));

test.each([...now.keys()])('%s still has what held data at the last release', (file) => {
  expect(whatHoldsData(now.get(file)!)).toMatchObject(whatHoldsData(JSON.parse(readFileSync(join(folder, 'before', file), 'utf8'))));
});

/** Its type and what cannot be changed, by its logical id. */
function whatHoldsData({ Resources = {} }: TemplateJson): object {
  const holding = Object.entries(Resources).filter(([, { Type }]) => LOST_WITH[Type] !== undefined);
  return Object.fromEntries(holding.map(([id, { Type, Properties = {} }]) => [
    id, { Type, ...Object.fromEntries((FIXED[Type] ?? []).map((name) => [name, Properties[name]])) },
  ]));
}
