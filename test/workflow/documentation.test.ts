import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DONE } from './states';
import { orderWorkflow } from '../../examples/snippets/order-workflow';
import { DeliveryChecks, StepFunctionsWorkflow } from '../../src';
import { AlarmRouting, AlarmTopic } from 'cdk-keel';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const PAGE = read('docs', 'constructs', 'step-functions-workflow.md');

test('the page shows the example as it is', () => {
  expect(PAGE).toContain(`\`\`\`ts\n${read('examples', 'snippets', 'order-workflow.ts')}\`\`\``);
});

test('everything arrives in the example', () => {
  const stack = new Stack(new App(), 'Shop');
  const pages = new AlarmTopic(stack, 'Pages');
  AlarmRouting.of(stack).notify(pages.topic);
  orderWorkflow(stack, new lambda.Function(stack, 'ChargeFunction', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async (order) => order;'),
  }), pages);
  expect(DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() })).toEqual([]);
});

test('the page names every alarm', () => {
  const { alarms } = new StepFunctionsWorkflow(new Stack(new App(), 'Shop'), 'Order', { definition: DONE });
  expect(alarms.all.filter(({ node }) => !PAGE.includes(`| \`${node.id}\` |`))).toEqual([]);
});
