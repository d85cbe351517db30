import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Where } from './judge';
import { Stacks } from './place';
import { AlarmRouting, AlarmTopic, Sender, SnsSqsFanOut } from '../../../src';
import { synthesized, VARIANTS } from '../../contract/specimen';
import { CASES } from '../cases';
import { DeliveryCase } from '../cases/delivery-case';
import { WIRINGS } from '../wirings';

/** Templates in which everything arrives. */
export interface CorrectTemplate {
  readonly name: string;
  readonly stacks: Stacks;
  readonly where?: Where;
  /** The rules that may find a mutant; all where it is left out. */
  readonly rules?: ReadonlySet<string>;
}

/** Every case. */
export function cases(): CorrectTemplate[] {
  return Object.entries(CASES).map(([name, one]) => ({
    name: `case ${name}`, stacks: { Shop: { Resources: one.resources } }, where: one.where, rules: rulesOf(one),
  }));
}

/** Every wiring of L2s without a known defect. What is wired to an alias is wired as to a function, and judged by the same rules. */
export function wirings(): CorrectTemplate[] {
  return WIRINGS.filter(({ name, defects }) => defects === undefined && !/to an alias$/.test(name)).map(({ name, where, build }) => {
    const stack = new Stack(new App(), 'Shop', { env: where });
    build(stack);
    return { name: `wiring ${name}`, stacks: { Shop: templateOf(stack) }, where };
  });
}

/** Every way to make every construct. */
export function constructs(): CorrectTemplate[] {
  return VARIANTS.map((variant) => ({ name: `construct ${variant.name}`, stacks: { Stack: synthesized(variant).template as Stacks[string] } }));
}

/** An app of all constructs that tells somebody of its alarms. */
export function app(): CorrectTemplate {
  const root = new App();
  const stack = new Stack(root, 'Shop');
  AlarmRouting.of(root).notify(new AlarmTopic(stack, 'Pages').topic);
  const orders = new SnsSqsFanOut(stack, 'Orders');
  orders.addQueue('Billing');
  orders.addBucket(new s3.Bucket(stack, 'Photos'));
  orders.allowPublishFrom(Sender.service('events.amazonaws.com'));
  return { name: 'app', stacks: { Shop: templateOf(stack) } };
}

/** The template of a stack. */
export function templateOf(stack: Stack): Stacks[string] {
  return Template.fromStack(stack).toJSON() as Stacks[string];
}

/** What is on the side of most edges, and tells nothing of them. */
const BESIDE = /(Policy|Permission|::Role|::Key)$/;

/** Those of the case, and of the other cases with such senders or receivers: a case may hold the edges of others. */
function rulesOf(one: DeliveryCase): ReadonlySet<string> {
  const typesOf = ({ resources }: DeliveryCase) => Object.values(resources).map(({ Type }) => Type).filter((type) => !BESIDE.test(type));
  const sharing = Object.values(CASES).filter((other) => typesOf(other).some((type) => typesOf(one).includes(type)));
  return new Set([one, ...sharing].flatMap(({ broken }) => Object.entries(broken).flatMap(([ruleId, { others = [] }]) => [ruleId, ...others])));
}
