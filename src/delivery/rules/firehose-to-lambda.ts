import { Rule } from './rule';
import { roleRule, trustRule } from './rule-of-edges';
import { Edge, roleOf } from '../access/edge';
import { Judgement } from '../access/judgement';
import { FUNCTION, receivers } from '../access/receivers';
import { every, not, some, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { compare, numberIn } from '../model/property';
import { FIREHOSE_TRUST, firehoseFor } from '../senders/delivery-streams';
import { RecordProcessor, recordProcessors } from '../senders/record-processors';

const edge = 'Delivery stream to function';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3';
const TRANSFORMATION = 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html';

const edges = perModel((model): Edge[] => recordProcessors(model).flatMap(({ stream, configuration, parameters }) => {
  const { LambdaArn, RoleArn = configuration.RoleARN } = parameters;
  return LambdaArn === undefined ? [] : receivers(model, stream, LambdaArn, FUNCTION).map((to) => ({
    from: stream, to, sender: firehoseFor(stream), role: roleOf(model, stream, RoleArn) ?? 'unknown', actions: ['lambda:InvokeFunction'],
  }));
}));

/** Of a buffer, the least and the most that Firehose takes. */
const LIMITS: readonly (readonly [parameter: string, least: number, most: number])[] = [
  ['BufferSizeInMBs', 0.2, 3],
  ['BufferIntervalInSeconds', 0, 900],
];

function isWithinLimits({ stream, parameters, has }: RecordProcessor): Verdict {
  return every(LIMITS, ([parameter, least, most]) => {
    const value = parameters[parameter];
    const isWithin = value === undefined ? 'unknown' : compare(numberIn(stream, value, most), most, (given) => given >= least && given <= most);
    return some([not(has(parameter)), isWithin], (verdict) => verdict);
  });
}

function processorRule(id: string, proves: string, because: string, fix: string, holds: (processor: RecordProcessor) => Verdict): Rule {
  return {
    id,
    proves: `${edge}: ${proves}`,
    source: TRANSFORMATION,
    judge: (model) => recordProcessors(model).filter(({ type }) => type === 'Lambda').map((processor): Judgement => ({
      from: processor.stream,
      delivers: some([not(processor.isEnabled), holds(processor)], (verdict) => verdict),
      at: processor.stream,
      because,
      fix,
    })),
  };
}

/** Delivery streams to functions that transform their records. */
export const FIREHOSE_TO_LAMBDA: Rule[] = [
  roleRule({ id: 'KEEL-FIREHOSE-LAMBDA-01', edge, source, edges }),
  trustRule({ id: 'KEEL-FIREHOSE-LAMBDA-02', edge, source: FIREHOSE_TRUST, edges }),
  processorRule(
    'KEEL-FIREHOSE-LAMBDA-03',
    'the processor names a function.',
    'its processor of type Lambda names no function, which Firehose refuses',
    'Add the parameter LambdaArn to the processor, with the ARN of a function.',
    ({ has }) => has('LambdaArn'),
  ),
  processorRule(
    'KEEL-FIREHOSE-LAMBDA-04',
    'the buffer in front of it is within the limits of Firehose.',
    'the buffer of its processor is not of 0.2 to 3 MB and 0 to 900 seconds, which Firehose refuses',
    'Set BufferSizeInMBs of the processor to 0.2 to 3, and BufferIntervalInSeconds to 0 to 900, or leave them out.',
    isWithinLimits,
  ),
];
