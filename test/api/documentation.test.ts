import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { FUNCTION, notes } from './api-specimen';
import { notesApi } from '../../examples/snippets/notes-api';
import { checkTemplates } from '../../src/delivery/check-templates';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const PAGE = read('docs', 'constructs', 'serverless-api.md');

test('the page shows the example as it is', () => {
  expect(PAGE).toContain(`\`\`\`ts\n${read('examples', 'snippets', 'notes-api.ts')}\`\`\``);
});

describe('in the example', () => {
  const stack = new Stack(new App(), 'Shop');
  const definitionBody = sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');
  notesApi(stack, new cognito.UserPool(stack, 'Users'), new sfn.StateMachine(stack, 'Order', { definitionBody }), new lambda.Function(stack, 'Indexer', {
    ...FUNCTION, runtime: lambda.Runtime.NODEJS_24_X,
  }));
  const judgements = checkTemplates([{ id: 'Shop', template: Template.fromStack(stack).toJSON() as never }]);

  test('everything arrives, and nothing is unknown', () => {
    const others = judgements.filter(({ delivers, rule }) => delivers !== 'yes' && rule.id !== 'KEEL-ALARM-01');
    expect(others.map(({ rule, from, delivers }) => `${rule.id} ${from.logicalId} ${delivers}`)).toEqual([]);
  });

  test.each([
    'KEEL-API-LAMBDA-01', 'KEEL-API-SQS-01', 'KEEL-API-SQS-02', 'KEEL-API-SQS-03', 'KEEL-API-SQS-04', 'KEEL-API-SFN-01', 'KEEL-API-SFN-02',
    'KEEL-API-SFN-03', 'KEEL-API-LOGS-01', 'KEEL-LOGS-KEY-01', 'KEEL-DYNAMODB-LAMBDA-01', 'KEEL-DYNAMODB-LAMBDA-02',
  ])('%s has something to judge', (id) => {
    expect(judgements.filter(({ rule }) => rule.id === id)).not.toEqual([]);
  });
});

test('the page names every alarm', () => {
  expect(notes().api.alarms.all.filter(({ node }) => !PAGE.includes(`| \`${node.id}\` |`))).toEqual([]);
});
