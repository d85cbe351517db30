import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AlarmRouting, AlarmTopic, DeliveryChecks, Sender, SnsSqsFanOut } from '../../src';

interface Statement { Effect: string; Principal: { Service?: unknown }; Action: unknown; Condition?: Record<string, Record<string, unknown>> }
interface Resource { Type: string; Properties?: { PolicyDocument?: { Statement: Statement[] }; KeyPolicy?: { Statement: Statement[] } } }

/** A template in which everything arrives. */
function correct(): { Resources: Record<string, Resource> } {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  AlarmRouting.of(app).notify(new AlarmTopic(stack, 'Pages').topic);
  const orders = new SnsSqsFanOut(stack, 'Orders');
  orders.addQueue('Billing');
  orders.addBucket(new s3.Bucket(stack, 'Photos'));
  orders.allowPublishFrom(Sender.service('events.amazonaws.com'));
  return Template.fromStack(stack).toJSON() as { Resources: Record<string, Resource> };
}

function verdict(template: object): 'found' | 'unknown' | 'fine' {
  if (DeliveryChecks.findingsOf({ Shop: template }).length > 0) return 'found';
  return DeliveryChecks.unknownsOf({ Shop: template }).length > 0 ? 'unknown' : 'fine';
}

const ORIGINAL = correct();

/** Every statement that lets a service in, by the resource that holds it. */
const STATEMENTS = Object.entries(ORIGINAL.Resources).flatMap(([logicalId, { Type, Properties }]) => (
  (Type === 'AWS::IAM::Policy' ? [] : Properties?.PolicyDocument?.Statement ?? Properties?.KeyPolicy?.Statement ?? [])
    .map((statement, index) => ({ logicalId, index, statement }))
    .filter(({ statement }) => statement.Effect === 'Allow' && statement.Principal.Service !== undefined)
));

/** Ways to break a statement. */
const MUTATIONS: Record<string, (statement: Statement, all: Statement[], index: number) => void> = {
  'taken away': (_statement, all, index) => all.splice(index, 1),
  'turned into a denial': (statement) => { statement.Effect = 'Deny'; },
  'for another service': (statement) => { statement.Principal = { Service: 'ec2.amazonaws.com' }; },
  'for another action': (statement) => { statement.Action = 'kms:Decrypt'; },
  'for another account': (statement) => { statement.Condition = { ...statement.Condition, StringEquals: { 'aws:SourceAccount': '222222222222' } }; },
  'for plain HTTP': (statement) => { statement.Condition = { ...statement.Condition, Bool: { 'aws:SecureTransport': 'false' } }; },
};

/** The template does not say in which account it will be deployed. */
const UNKNOWN = ['for another account'];

/** No rule watches these: nothing in the template sends there. */
const WITHOUT_AN_EDGE = ['events.amazonaws.com'];

test('everything arrives in the template that is mutated', () => {
  expect(verdict(ORIGINAL)).toBe('fine');
  expect(STATEMENTS.length).toBeGreaterThanOrEqual(8);
});

describe.each(STATEMENTS.map(({ logicalId, index, statement }) => [`${statement.Principal.Service}`, JSON.stringify(statement.Action), logicalId, index] as const))(
  'the statement for %s to %s in %s', (service, _action, logicalId, index) => {
    test.each(Object.entries(MUTATIONS))('%s', (name, mutate) => {
      const mutant = structuredClone(ORIGINAL);
      const { PolicyDocument, KeyPolicy } = mutant.Resources[logicalId].Properties!;
      const all = (PolicyDocument ?? KeyPolicy)!.Statement;
      mutate(all[index], all, index);
      const expected = WITHOUT_AN_EDGE.includes(service) ? 'fine' : UNKNOWN.includes(name) ? 'unknown' : 'found';
      expect(verdict(mutant)).toBe(expected);
    });
  },
);
