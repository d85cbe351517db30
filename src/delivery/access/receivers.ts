import { literal, segments, Text } from '../expression/text';
import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { isOn } from '../model/property';
import { Resource } from '../model/resource';
import { serviceOf } from '../model/resource-kinds';
import { isIntrinsic, Json, objectOf, possible, possibleObjects } from '../model/template';

export const QUEUE = ['AWS::SQS::Queue'] as const;
export const TOPIC = ['AWS::SNS::Topic'] as const;
/** A function is also called by one of its versions or aliases, each with permissions of its own. */
export const FUNCTION = ['AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version'] as const;
export const STATE_MACHINE = ['AWS::StepFunctions::StateMachine'] as const;
export const STREAM = ['AWS::Kinesis::Stream'] as const;
export const DELIVERY_STREAM = ['AWS::KinesisFirehose::DeliveryStream'] as const;
export const TABLE = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'] as const;
export const BUCKET = ['AWS::S3::Bucket'] as const;
export const EVENT_BUS = ['AWS::Events::EventBus'] as const;
export const API_DESTINATION = ['AWS::Events::ApiDestination'] as const;
export const ROLE = ['AWS::IAM::Role'] as const;

/** Resources whose attributes may be anything: they hand on what others made. */
const HANDS_ON = /^(?!AWS::)|^AWS::(CloudFormation|SSM)::/;

/**
 * The receivers of some types that an expression names: one, or none if it names something of another type. One that is in none of the templates, or of
 * which it cannot be told which it is, is undefined in the list.
 */
export function receivers(model: DeliveryModel, from: Resource, expression: Json, types: readonly string[]): (Resource | undefined)[] {
  return possible(expression).flatMap((one) => {
    const found = model.find(from, one, ...types);
    return found || isOfOtherType(model, from, one, types) ? [found].filter((to) => to !== undefined) : [undefined];
  });
}

function isOfOtherType(model: DeliveryModel, from: Resource, expression: Json, types: readonly string[]): boolean {
  const referent = model.referentType(from, expression);
  if (referent !== undefined && !HANDS_ON.test(referent)) return !types.includes(referent);
  const name = from.textOf(expression);
  const parts = segments(name);
  if (parts !== undefined && parts.length < 6) return parts.every((part) => literal(part) !== undefined);
  const service = serviceIn(name);
  return service !== undefined && !types.some((type) => service === serviceOf(type));
}

/** The service in an ARN, of which the rest may be anything. */
function serviceIn(arn: Text): string | undefined {
  const open = arn.findIndex((piece) => typeof piece !== 'string' && piece.kind === 'any');
  const [scheme, , service, ...rest] = segments(open < 0 ? arn : arn.slice(0, open))!;
  return literal(scheme) === 'arn' && rest.length > 0 ? literal(service) : undefined;
}

/** The queue, as an expression, to which what a redrive policy governs sends its dead letters: all that it may be. */
export function deadLetterTargets(redrivePolicy: Json): Json[] {
  return possibleObjects(redrivePolicy).flatMap((policy) => (
    isIntrinsic(policy) || typeof policy !== 'object' ? [policy] : possible(objectOf(policy).deadLetterTargetArn)
  ));
}

/** Is the queue or topic FIFO? */
export function isFifo(resource: Resource): Verdict {
  return isOn(resource, resource.properties.FifoQueue ?? resource.properties.FifoTopic);
}
