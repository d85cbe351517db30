import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compile from '../../scripts/compile';
import { run } from '../../scripts/run';

const ROOT = join(__dirname, '..', '..');

/** The reference stacks and the stack with five faults, as CDK synthesizes them: texts of templates by name of the file. */
export function synthesized(): Map<string, string> {
  compile();
  return new Map(['examples/app.ts', 'examples/five-faults/app.ts'].flatMap((app) => {
    const folder = mkdtempSync(join(tmpdir(), 'try-docs-'));
    try {
      run('npx', ['ts-node', '--transpile-only', '--project', 'tsconfig.dev.json', app], { cwd: ROOT, env: { ...process.env, CDK_OUTDIR: folder } });
      const names = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
      return names.map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }));
}

/** A template of 500 resources: 125 topics, each with its queue, of which every 25th does not let it in. */
export function large(): string {
  const resources = Array.from({ length: 125 }, (_, index) => ({
    [`Topic${index}`]: { Type: 'AWS::SNS::Topic' },
    [`Queue${index}`]: { Type: 'AWS::SQS::Queue' },
    [`Subscription${index}`]: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: `Topic${index}` }, Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] } },
    },
    [`Policy${index}`]: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: `Queue${index}` }],
        PolicyDocument: {
          Statement: [{
            Effect: index % 25 === 0 ? 'Deny' : 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: '*',
            Condition: { ArnEquals: { 'aws:SourceArn': { Ref: `Topic${index}` } } },
          }],
        },
      },
    },
  }));
  return JSON.stringify({ Resources: Object.assign({}, ...resources) });
}

const subscription = (topic: unknown, queue: string) => ({
  Type: 'AWS::SNS::Subscription', Properties: { TopicArn: topic, Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': [queue, 'Arn'] } },
});

/** What would run if any of it were taken for HTML, for a script or for a directive of Mermaid. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="hacked=1">', '<script>hacked=1</script>', '"]; click A href "javascript:hacked=1" %%', '`**bold**`', '&lt;b&gt;#60;svg/onload=hacked=1#62;',
  '%%{init: {"securityLevel": "loose"}}%%', '{{ $el.ownerDocument.defaultView.hacked = 1 }}', '$$\\href{javascript:hacked=1}{x}$$',
];

/** Those names as logical ids and as paths. */
export function hostile(): string {
  return JSON.stringify({
    Resources: Object.assign({ Topic: { Type: 'AWS::SNS::Topic' } }, ...HOSTILE_NAMES.map((name, index) => ({
      [name]: { Type: 'AWS::SQS::Queue', Metadata: index % 2 ? { 'aws:cdk:path': `Stack/${name}/Resource` } : {} },
      [`Subscription${index}`]: subscription({ Ref: 'Topic' }, name),
    }))),
  });
}

/** A stack with a topic, and a nested one with a queue that does not let it in. */
export const NESTED: Readonly<Record<string, string>> = {
  'parent.yaml': `
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./queues.yaml
      Parameters: { Topic: !Ref Orders }
`,
  'queues.yaml': `
Parameters:
  Topic: { Type: String }
Resources:
  Billing: { Type: AWS::SQS::Queue }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Billing.Arn }
`,
};

/** What cannot be judged, and what the page says of it. */
export const UNREADABLE: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [{ 'list.json': '[]' }, 'list.json: it has no Resources, so it is no CloudFormation template'],
  [{ 'empty.yaml': '' }, 'empty.yaml: it has no Resources, so it is no CloudFormation template'],
  [{ 'broken.yaml': 'Resources:\n  A: *nobody\n' }, 'broken.yaml: Aliased anchor not found: nobody at line 2, column 6'],
  [{ 'endless.yaml': 'Resources:\n  A: &a [*a]\n' }, 'endless.yaml: it is nested too deeply'],
  [{ '<img src=x onerror=hacked=1>.json': '{' }, '<img src=x onerror=hacked=1>.json: '],
];
