import { Rule } from './rule';
import { roleRule, trustRule } from './rule-of-edges';
import { Edge, roleOf } from '../access/edge';
import { FUNCTION, receivers } from '../access/receivers';
import { literal } from '../expression/text';
import { perModel } from '../model/per-model';
import { isOn } from '../model/property';
import { Resource } from '../model/resource';
import { Json, JsonObject, objectOf, possible, possibleMembers } from '../model/template';
import { destinations, FIREHOSE_TRUST, firehoseFor } from '../senders/delivery-streams';

const edge = 'Delivery stream to function';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3';

const edges = perModel((model): Edge[] => destinations(model).flatMap(({ stream, configuration }) => (
  processors(stream, configuration).flatMap((processor) => {
    const { LambdaArn, RoleArn = configuration.RoleARN } = parameters(stream, processor);
    return LambdaArn === undefined ? [] : receivers(model, stream, LambdaArn, FUNCTION).map((to) => ({
      from: stream, to, sender: firehoseFor(stream), role: roleOf(model, stream, RoleArn) ?? 'unknown', actions: ['lambda:InvokeFunction'],
    }));
  })
)));

/** Processors that are enabled. */
function processors(stream: Resource, { ProcessingConfiguration }: JsonObject): Json[] {
  return possible(ProcessingConfiguration).map(objectOf).filter(({ Enabled }) => isOn(stream, Enabled) !== 'no')
    .flatMap(({ Processors }) => possibleMembers(Processors));
}

function parameters({ textOf }: Resource, processor: Json): JsonObject {
  return Object.fromEntries(possibleMembers(objectOf(processor).Parameters).map((parameter) => {
    const { ParameterName, ParameterValue } = objectOf(parameter);
    return [literal(textOf(ParameterName)), ParameterValue];
  }));
}

/** Delivery streams to functions that transform their records. */
export const FIREHOSE_TO_LAMBDA: Rule[] = [
  roleRule({ id: 'KEEL-FIREHOSE-LAMBDA-01', edge, source, edges }),
  trustRule({ id: 'KEEL-FIREHOSE-LAMBDA-02', edge, source: FIREHOSE_TRUST, edges }),
];
