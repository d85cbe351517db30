import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { undeliveredIn } from '../deliveries';
import { arnOfParameter, arnsIn, Imported } from '../imported';
import { circlesIn } from '../references';
import { newApp, resourcesAmong, synthesized, Variant, VARIANTS, warningsIn } from '../specimen';
import { rightsIn } from '../statements';

const HERE = { account: '111111111111', region: 'eu-west-1' };

const ARNS = {
  'of its own account and Region': arnsIn(HERE.account, HERE.region),
  'of another Region': arnsIn(HERE.account, 'us-east-1'),
  'of another account': arnsIn('222222222222', HERE.region),
  'by ARNs that are known at deployment only': arnOfParameter,
};

type Whence = keyof typeof ARNS;

/** What is refused, and the message. Everything else works, if owners do what warnings say. */
const REFUSED: readonly { readonly variant: RegExp; readonly whence: Whence; readonly message: RegExp }[] = [
  { variant: / own key$/, whence: 'of another Region', message: /'encryptionKey\.env\.region' must be the Region of the stack, eu-west-1/ },
  { variant: /^QueueWithDlq|^SnsSqsFanOut, everything/, whence: 'of another Region', message: /'(fn|encryptionKey)\.env\.region' must be the Region of/ },
  { variant: /^QueueWithDlq|^SnsSqsFanOut/, whence: 'of another account', message: /'fn\.env\.account' must be the account of the queue, 111111111111/ },
  { variant: /^StreamConsumer/, whence: 'of another Region', message: /'(fn|source)\.env\.region' must be the Region of the stack, eu-west-1/ },
  { variant: /^StreamConsumer/, whence: 'of another account', message: /'(fn|source)\.env\.account' must be the account of the stack, 111111111111/ },
];

const CONNECTED = VARIANTS.filter((variant) => synthesized(variant).outside.own.size > 1);

test('there are variants that need policies of what is outside', () => {
  expect(letIn(VARIANTS.find(({ name }) => name === 'SnsSqsFanOut, everything on')!)).toEqual(['Function', 'Key', 'Queue']);
});

describe.each(Object.keys(ARNS) as Whence[])('what is imported %s', (whence) => {
  const refusedBy = ({ name }: Variant) => REFUSED.find((one) => one.whence === whence && one.variant.test(name));

  test.each(CONNECTED.filter((variant) => !refusedBy(variant)))('works with $name, if its owner adds what warnings say', (variant) => {
    const { app, stack } = imported(variant, whence);
    expect(circlesIn(app)).toEqual([]);
    expect(undeliveredIn(app)).toEqual([]);
    const told = warningsIn(app);
    const untold = letIn(variant).filter((part) => (
      !hasPermission(stack.node.findChild('SubjectOutside').node.findChild(part)) && !told.some((text) => isOn(part).test(text))
    ));
    expect(untold).toEqual([]);
  });

  const refused = CONNECTED.filter(refusedBy);
  if (refused.length > 0) {
    test.each(refused)('is refused by $name', (variant) => {
      expect(() => imported(variant, whence)).toThrow(refusedBy(variant)!.message);
    });
  }
});

function imported(variant: Variant, whence: Whence) {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env: HERE });
  variant.make(stack, 'Subject', new Imported(stack, 'SubjectOutside', ARNS[whence]));
  return { app, stack };
}

/** The parts outside that let a service in, where they are the app's own and their policies can be changed. */
function letIn(variant: Variant): string[] {
  const { outside, made, template } = synthesized(variant);
  return outside.node.children.filter((part) => {
    const below = [...outside.own, ...made].filter(({ node }) => node.scopes.includes(part));
    const rights = rightsIn([...resourcesAmong(below).keys()].map((id) => template.Resources![id].Properties));
    return hasPermission(part) || rights.some(({ effect, principal, action }) => (
      effect === 'Allow' && principal.startsWith('Service ') && action !== 'sts:AssumeRole'
    ));
  }).map(({ node }) => node.id);
}

function hasPermission(part: IConstruct): boolean {
  return part.node.findAll().some((one) => one instanceof lambda.CfnPermission);
}

/** A warning on the part, or on the key that came with another. */
function isOn(part: string): RegExp {
  return new RegExp(`/SubjectOutside/(\\w+/)?${part}[':]`);
}
