import { App, Aws, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { QueueWithDlq } from '../../src';
import { Outside } from '../contract/outside';
import { put, VARIANTS, warningsIn } from '../contract/specimen';
import { TemplateJson, templatesOf } from '../contract/template';

const HOSTILE = '{{resolve:ssm:/hostile}} ${AWS::NotificationARNs} 🙂 <b>';

/** What security groups take as a description. Roles take these, too. */
const DESCRIPTION = /^[\w .:/()#,@[\]+=&;{}!$*-]{0,255}$/;

/** One that gives its queue the id as a name, too. */
const NAMED = 'QueueWithDlq, everything on';

describe.each(VARIANTS.filter(({ name }) => name !== NAMED))('$name with an id that means something to CloudFormation', (variant) => {
  let template: TemplateJson;

  beforeAll(() => {
    const app = new App({ treeMetadata: false });
    put(variant, new Stack(app, 'Shop'), HOSTILE);
    template = templatesOf(app).get('Shop.template.json')!;
  });

  test('has nothing in its properties that is resolved or substituted', () => {
    const properties = JSON.stringify(Object.values(template.Resources!).map(({ Properties }) => Properties));
    expect(properties).not.toContain('{{resolve:ssm:/hostile}}');
    expect(properties).not.toMatch(/"Fn::Sub":[^\]}]*NotificationARNs/);
  });

  test('has descriptions that IAM and EC2 take', () => {
    const described = Object.values(template.Resources!).filter(({ Type }) => ['AWS::IAM::Role', 'AWS::EC2::SecurityGroup'].includes(Type));
    const descriptions = described.map(({ Properties }) => `${Properties?.GroupDescription ?? Properties?.Description ?? ''}`);
    expect(descriptions.filter((description) => !DESCRIPTION.test(description))).toEqual([]);
  });
});

test.each(VARIANTS.filter(({ minimal }) => minimal))('$name refuses an id that is empty, or not known at synth', (variant) => {
  const stack = new Stack(new App(), 'Shop');
  expect(() => variant.make(stack, '', new Outside(stack, 'Outside'))).toThrow("'id' must not be empty, but got ");
  expect(() => variant.make(stack, Aws.REGION, new Outside(stack, 'Others'))).toThrow("'id' must be known at synth, because logical ids follow from it, but got a token");
});

test('warnings stay on one line', () => {
  const stack = new Stack(new App({ context: { '@aws-cdk/core:failSynthOnValidationErrors': false } }), 'Shop');
  const fn = lambda.Function.fromFunctionArn(stack, 'a\nb', 'arn:aws:lambda:eu-west-1:111111111111:function:theirs');
  new QueueWithDlq(stack, 'Jobs').addConsumer(fn);
  expect(warningsIn(stack)).toEqual(expect.arrayContaining([expect.stringContaining("'Shop/a\\u000ab'")]));
  expect(warningsIn(stack).map((warning) => warning.replace(/^[^:]*: /s, '')).filter((warning) => warning.includes('\n'))).toEqual([]);
});
