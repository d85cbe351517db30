import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ApiAuth, ClientKind, CognitoUserPool, KinesisToFirehoseToS3, QueueWithDlq, ServerlessApi, SnsSqsFanOut, StepFunctionsWorkflow } from '../src';
import { DONE } from './workflow/states';

const CODE = lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');

/** What the column of this library counts in the table of a page. */
const MIGRATED: Record<string, (stack: Stack) => void> = {
  'queue-with-dlq': (stack) => { new QueueWithDlq(stack, 'Orders'); },
  'sns-sqs-fan-out': (stack) => { new SnsSqsFanOut(stack, 'Orders').addQueue('Billing'); },
  'kinesis-to-firehose-to-s3': (stack) => { new KinesisToFirehoseToS3(stack, 'Clicks'); },
  'step-functions-workflow': (stack) => {
    new lambda.Function(stack, 'Function', { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: CODE })
      .grantInvoke(new StepFunctionsWorkflow(stack, 'Order', { definition: DONE }).role);
  },
  'serverless-api': (stack) => { new ServerlessApi(stack, 'Notes', { code: CODE, handler: 'index.handler', auth: ApiAuth.iam() }); },
  'cognito-user-pool': (stack) => { new CognitoUserPool(stack, 'Users').addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'] })); },
};

test.each(Object.keys(MIGRATED))('the page of %s says how many resources, alarms and keys there are after a migration', (name) => {
  const stack = new Stack(new App(), 'Shop');
  MIGRATED[name](stack);
  const types = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);
  const rows = readFileSync(join(__dirname, '..', 'docs', 'constructs', `${name}.md`), 'utf8').split('## Migration')[1].split('\n');
  const said = (label: string) => rows.find((row) => row.startsWith(`| ${label} |`))?.split('|').at(-2)?.trim();
  expect({ resources: said('Resources'), alarms: said('Alarms'), keys: said('Customer-managed keys') }).toEqual({
    resources: `${types.length}`,
    alarms: `${types.filter((type) => type === 'AWS::CloudWatch::Alarm').length}`,
    keys: `${types.filter((type) => type === 'AWS::KMS::Key').length}`,
  });
});
