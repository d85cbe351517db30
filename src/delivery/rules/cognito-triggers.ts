import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { keyNamed } from '../access/encryption';
import { Judgement } from '../access/judgement';
import { FUNCTION, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { not, some } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { isGiven, isOn } from '../model/property';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, objectOf, possible } from '../model/template';

const edge = 'User pool to function';
const source = 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html';

/** The functions that the triggers name: some are an ARN, others hold one beside the version of the event. */
function triggersOf({ properties }: Resource): Json[] {
  return possible(properties.LambdaConfig).flatMap((config) => (
    Object.entries(objectOf(config)).filter(([name]) => name !== 'KMSKeyID').flatMap(([, trigger]) => possible(trigger))
  )).flatMap((trigger) => (typeof trigger === 'string' || isIntrinsic(trigger) ? [trigger] : possible(objectOf(trigger).LambdaArn)));
}

const edges = perModel((model) => model.ofType('AWS::Cognito::UserPool').flatMap((from): Edge[] => (
  [...new Set(triggersOf(from).flatMap((trigger) => receivers(model, from, trigger, FUNCTION)))].map((to) => ({
    from,
    to,
    sender: { services: [text('cognito-idp.amazonaws.com')], sourceArn: from.arn, sourceAccount: from.account },
    actions: ['lambda:InvokeFunction'],
  }))
)));

const SENDERS = ['CustomEmailSender', 'CustomSMSSender'];

/** The codes that it gives its own senders of messages it encrypts. */
function judgeKeys(model: DeliveryModel, pool: Resource): Judgement[] {
  return possible(pool.properties.LambdaConfig).map(objectOf).flatMap((config) => {
    const hasSender = some(SENDERS, (name) => isGiven(config[name]));
    if (hasSender === 'no') return [];
    const judgement = { from: pool, at: pool };
    if (config.KMSKeyID === undefined) {
      return {
        ...judgement,
        delivers: not(hasSender),
        because: 'it names no key to encrypt the codes with that its function sends',
        fix: 'Set KMSKeyID of its LambdaConfig to the ARN of a symmetric key.',
      };
    }
    const key = keyNamed(model, pool, config.KMSKeyID);
    if (key === undefined) return { ...judgement, delivers: 'unknown', because: 'its key is in none of the templates' };
    return {
      ...judgement,
      delivers: isOn(key, key.properties.Enabled, true),
      at: key,
      because: 'the key with which it encrypts the codes that its function sends is disabled',
      fix: 'Set Enabled of the key to true, or leave it out.',
    };
  });
}

/** The triggers of user pools. */
export const COGNITO_TRIGGERS: Rule[] = [
  policyRule({ id: 'KEEL-COGNITO-LAMBDA-01', edge, source, edges }),
  {
    id: 'KEEL-COGNITO-LAMBDA-02',
    proves: `${edge} that sends codes: there is a key to encrypt them with.`,
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html',
    judge: (model) => model.ofType('AWS::Cognito::UserPool').flatMap((pool) => judgeKeys(model, pool)),
  },
];
