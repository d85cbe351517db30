import { literal, segments, Text } from '../expression/text';
import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { isOn } from '../model/property';
import { Resource } from '../model/resource';
import { kindOf, serviceOf } from '../model/resource-kinds';
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
export const JOB_QUEUE = ['AWS::Batch::JobQueue'] as const;
export const JOB_DEFINITION = ['AWS::Batch::JobDefinition'] as const;
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
  const { service, kind } = partsOf(name);
  return service !== undefined && !types.some((type) => service === serviceOf(type) && (kind === undefined || beginAlike(kind, kindInArn(type))));
}

/** What is in none of the templates, where its ARN says what it is. */
export interface Elsewhere {
  readonly type: string;
  readonly arn: Text;
  readonly account: Text;
  /** The expression that names it, and the resource in which that stands. */
  readonly reference: Json;
  readonly holder: Resource;
}

/** What an expression names that is in none of the templates, if its ARN is that of one of the types. Those of S3 do not name their account. */
export function elsewhere(holder: Resource, reference: Json, types: readonly string[]): Elsewhere | undefined {
  const arn = holder.textOf(reference);
  const { service, account, kind } = partsOf(arn);
  const type = types.find((one) => serviceOf(one) === service && kind?.startsWith(kindInArn(one)));
  return type === undefined || account === undefined || literal(account) === '' ? undefined : { type, arn, account, reference, holder };
}

/** What is known of an ARN before what may be anything: its service, its account and what its last part begins with. */
function partsOf(arn: Text): { service?: string; account?: Text; kind?: string } {
  const open = arn.findIndex((piece) => typeof piece !== 'string' && piece.kind === 'any');
  const [scheme, , service, region, account, last] = segments(open < 0 ? arn : arn.slice(0, open))!;
  if (region === undefined || literal(scheme) !== 'arn') return {};
  return { service: literal(service), account: last && account, kind: typeof last?.[0] === 'string' ? last[0] : undefined };
}

function beginAlike(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** What the last part of the ARNs of a type begins with, such as `event-bus/`. */
function kindInArn(type: string): string {
  return /^(?:[^:]*:){5}([^:$]*)/.exec(kindOf(type)!.arn)![1];
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
