import { literal, segments } from '../expression/text';
import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, objectOf, possible, possibleObjects } from '../model/template';

/** The types of receivers that are judged. */
export type ReceiverType = 'AWS::SQS::Queue' | 'AWS::SNS::Topic';

const SERVICES: Readonly<Record<ReceiverType, string>> = { 'AWS::SQS::Queue': 'sqs', 'AWS::SNS::Topic': 'sns' };

/** Resources whose attributes may be anything: they hand on what others made. */
const HANDS_ON = /^(?!AWS::)|^AWS::(CloudFormation|SSM)::/;

/**
 * The receivers of a type that an expression names: one, or none if it names something of another type. One that is in none of the templates, or of
 * which it cannot be told which it is, is undefined in the list.
 */
export function receivers(model: DeliveryModel, from: Resource, expression: Json, type: ReceiverType): (Resource | undefined)[] {
  return possible(expression).flatMap((one) => {
    const found = model.find(from, one, type);
    return found || isOfOtherType(model, from, one, type) ? [found].filter((to) => to !== undefined) : [undefined];
  });
}

function isOfOtherType(model: DeliveryModel, from: Resource, expression: Json, type: ReceiverType): boolean {
  const referent = model.referentType(from, expression);
  if (referent !== undefined && !HANDS_ON.test(referent)) return referent !== type;
  const parts = segments(from.textOf(expression));
  if (parts === undefined) return false;
  const service = parts[2] && literal(parts[2]);
  return parts.length < 6 ? parts.every((part) => literal(part) !== undefined) : service !== undefined && service !== SERVICES[type];
}

/** The queue, as an expression, to which what a redrive policy governs sends its dead letters: all that it may be. */
export function deadLetterTargets(redrivePolicy: Json): Json[] {
  return possibleObjects(redrivePolicy).flatMap((policy) => (
    isIntrinsic(policy) || typeof policy !== 'object' ? [policy] : possible(objectOf(policy).deadLetterTargetArn)
  ));
}

/** Is the queue or topic FIFO? */
export function isFifo({ properties, textOf }: Resource): Verdict {
  const value = literal(textOf(properties.FifoQueue ?? properties.FifoTopic ?? false));
  return value === undefined ? 'unknown' : value === 'true' ? 'yes' : 'no';
}
