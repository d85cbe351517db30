import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { readTemplates } from '../../src/delivery/cli/template-files';

const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** An app with a stack, one nested in it, and one in a stage. The CDK CLI sets the context that puts metadata into templates. */
function synthesize(context: Record<string, unknown>): void {
  const app = new App({ outdir: 'cdk.out', context });
  const shop = new Stack(app, 'Shop', { stackName: 'shop-eu', env: { account: '111111111111', region: 'eu-west-1' } });
  const inner = new NestedStack(shop, 'Inner');
  new sns.CfnSubscription(inner, 'Subscription', {
    topicArn: new sns.Topic(shop, 'Topic').topicArn, protocol: 'sqs', endpoint: new sqs.Queue(inner, 'Queue').queueArn,
  });
  new sqs.Queue(new Stack(new Stage(app, 'Prod'), 'Shop'), 'Queue');
  app.synth();
}

const described = (...names: string[]) => readTemplates(names).map(({ file, input: { template, ...rest } }) => ({ file, ...rest }));

describe.each([
  ['with metadata', { 'aws:cdk:enable-asset-metadata': true }],
  ['without metadata', {}],
])('the output of cdk synth %s', (_how, context) => {
  const environment = { account: '111111111111', region: 'eu-west-1' };
  const shop = { file: join('cdk.out', 'Shop.template.json'), id: 'Shop', stackName: 'shop-eu', ...environment };
  const nestedIn = { id: 'Shop', logicalId: expect.stringMatching(/^InnerNestedStack/) };
  const inner = {
    file: expect.stringMatching(/ShopInner\w+\.nested\.template\.json$/), id: expect.stringMatching(/^Shop\.InnerNestedStack/), ...environment, nestedIn,
  };

  beforeEach(() => synthesize(context));

  test('is read through its manifest, with stages and nested stacks', () => {
    expect(described('cdk.out')).toEqual([
      expect.objectContaining({ id: 'Prod/Shop', stackName: 'Prod-Shop', account: undefined, region: undefined }),
      shop,
      inner,
    ]);
  });

  test('may hold stacks without resources', () => {
    const app = new App({ outdir: 'cdk.out', context });
    new Stack(app, 'Empty');
    new NestedStack(new Stack(app, 'Shop'), 'Inner');
    app.synth();
    expect(readTemplates(['cdk.out']).map(({ input }) => input.id)).toEqual(['Empty', 'Shop', expect.stringMatching(/^Shop\.Inner/)]);
    expect(described(join('cdk.out', 'Empty.template.json'))).toEqual([expect.objectContaining({ id: 'Empty' })]);
  });

  test('is the same when its templates are named one by one, in any order', () => {
    const names = readdirSync('cdk.out').filter((name) => name.endsWith('.template.json')).map((name) => join('cdk.out', name));
    expect(names).toHaveLength(2);
    expect(described(...names)).toEqual([shop, inner]);
    expect(described(...names.reverse())).toEqual([shop, inner]);
    expect(described(...names, 'cdk.out')).toHaveLength(3);
  });
});

describe('a nested stack in a template by hand', () => {
  const parent = (TemplateURL: unknown) => JSON.stringify({ Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } } });

  test('is read from where the template has it', () => {
    mkdirSync('parts');
    writeFileSync('parent.json', parent('parts/inner.yaml'));
    writeFileSync('parts/inner.yaml', 'Resources: {}');
    expect(described('parent.json')).toEqual([
      { file: 'parent.json', id: 'parent' },
      { file: join('parts', 'inner.yaml'), id: 'parent.Inner', nestedIn: { id: 'parent', logicalId: 'Inner' } },
    ]);
  });

  test.each([['a bucket', 'https://bucket.s3.amazonaws.com/inner.yaml'], ['no file', 'inner.yaml'], ['a parameter', { Ref: 'Url' }], ['nothing', undefined]])(
    'is left alone in %s', (_where, url) => {
      writeFileSync('parent.json', parent(url));
      expect(described('parent.json')).toHaveLength(1);
    });

  test('may be its own parent', () => {
    writeFileSync('one.json', parent('other.json'));
    writeFileSync('other.json', parent('one.json'));
    expect(described('one.json', 'other.json').length).toBeGreaterThan(0);
  });
});

test('a manifest of something else is none', () => {
  writeFileSync('manifest.json', JSON.stringify({ name: 'a web app' }));
  writeFileSync('template.json', JSON.stringify({ Resources: {} }));
  expect(described('template.json')).toEqual([{ file: 'template.json', id: 'template' }]);
});
