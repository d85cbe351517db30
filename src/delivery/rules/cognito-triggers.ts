import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { FUNCTION, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { perModel } from '../model/per-model';
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

/** The triggers of user pools. */
export const COGNITO_TRIGGERS: Rule[] = [
  policyRule({ id: 'KEEL-COGNITO-LAMBDA-01', edge, source, edges }),
];
