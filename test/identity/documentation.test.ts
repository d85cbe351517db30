import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { notesSignIn } from '../../examples/snippets/notes-sign-in';
import { DeliveryChecks } from '../../src';
import { AlarmRouting, AlarmTopic, ClientKind, CognitoUserPool } from 'cdk-keel';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const PAGE = read('docs', 'constructs', 'cognito-user-pool.md');

test('the page shows the example as it is', () => {
  expect(PAGE).toContain(`\`\`\`ts\n${read('examples', 'snippets', 'notes-sign-in.ts')}\`\`\``);
});

test('everything arrives in the example', () => {
  const stack = new Stack(new App(), 'Shop');
  AlarmRouting.of(stack).notify(new AlarmTopic(stack, 'Pages').topic);
  const welcome = new lambda.Function(stack, 'Welcome', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async (event) => event;'),
  });
  notesSignIn(stack, welcome, new s3.Bucket(stack, 'Attachments'));
  expect(DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() })).toEqual([]);
});

test('the page names every alarm', () => {
  const users = new CognitoUserPool(new Stack(new App(), 'Shop'), 'Users', { plan: cognito.FeaturePlan.PLUS });
  const web = users.addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'] }));
  expect([...users.alarms.all, ...web.alarms.all].filter(({ node }) => !PAGE.includes(`| \`${node.id}\` |`))).toEqual([]);
});
