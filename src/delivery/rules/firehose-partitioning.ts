import { holds } from './firehose-prefixes';
import { Rule } from './rule';
import { keysOfJq } from '../expression/jq-keys';
import { same } from '../expression/match';
import { literal, print, text } from '../expression/text';
import { certain, every, not, some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { compare, isOn, numberIn } from '../model/property';
import { isIntrinsic, listOf, objectOf } from '../model/template';
import { bucketDestinations, Destination } from '../senders/delivery-streams';
import { RecordProcessor, recordProcessors } from '../senders/record-processors';

const edge = 'Delivery stream to bucket with dynamic partitions';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html';
const PARTITION_KEYS = 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html';
const FROM_LAMBDA = '!{partitionKeyFromLambda:';
const KEYS = ['!{partitionKeyFromQuery:', FROM_LAMBDA];
const KEY_FROM_QUERY = /!\{partitionKeyFromQuery:([^{}]*)\}/g;

const partitioned = perModel((model) => bucketDestinations(model).filter(({ stream, configuration }) => (
  isOn(stream, objectOf(configuration.DynamicPartitioningConfiguration).Enabled) === 'yes'
)));

/** Is there a processor that finds out the keys? */
function findsKeys({ stream, configuration }: Destination): Verdict {
  const { Enabled, Processors } = objectOf(configuration.ProcessingConfiguration);
  if (isIntrinsic(configuration.ProcessingConfiguration) || isIntrinsic(Processors)) return 'unknown';
  return every([isOn(stream, Enabled), some(listOf(Processors), (processor) => {
    const type = isIntrinsic(processor) ? undefined : literal(stream.textOf(objectOf(processor).Type));
    return type === undefined ? 'unknown' : certain(['Lambda', 'MetadataExtraction'].includes(type));
  })], (verdict) => verdict);
}

/** Are all keys in the prefix among those that the processors find out? What finds none at all is found by another rule. */
function findsKeysOfPrefix(model: DeliveryModel, destination: Destination): Verdict {
  const { stream, configuration: { Prefix } } = destination;
  if (findsKeys(destination) === 'no') return 'yes';
  if (findsKeys(destination) === 'unknown') return 'unknown';
  const prefix = stream.textOf(Prefix);
  const ofStream = recordProcessors(model).filter(({ configuration }) => configuration === destination.configuration);
  const asked = prefix.flatMap((piece) => (typeof piece === 'string' ? [...piece.matchAll(KEY_FROM_QUERY)] : [])).map(([, key]) => key);
  const isCut: Verdict = print(prefix).replace(KEY_FROM_QUERY, '').includes(KEYS[0]) ? 'unknown' : 'yes';
  return every<Verdict>([
    ...asked.map((key) => some(ofStream, (processor) => givesKey(processor, key))),
    isCut,
    some([not(holds(prefix, FROM_LAMBDA)), some(ofStream, ({ type }) => certain(type === 'Lambda'))], (verdict) => verdict),
  ], (verdict) => verdict);
}

function givesKey({ stream, type, parameters: { MetadataExtractionQuery } }: RecordProcessor, key: string): Verdict {
  if (type !== 'MetadataExtraction') return 'no';
  const keys = keysOfJq(literal(stream.textOf(MetadataExtractionQuery)) ?? '');
  return keys === undefined ? 'unknown' : certain(keys.includes(key));
}

function partitionRule(
  id: string, proves: string, because: string, fix: string, judge: (destination: Destination, model: DeliveryModel) => Verdict,
): Rule {
  return {
    id,
    proves: `${edge}: ${proves}`,
    source,
    judge: (model) => partitioned(model).map((destination) => ({
      from: destination.stream, delivers: judge(destination, model), at: destination.stream, because, fix,
    })),
  };
}

/** What Firehose needs to partition records dynamically. */
export const FIREHOSE_PARTITIONING: Rule[] = [
  partitionRule(
    'KEEL-FIREHOSE-S3-11',
    'its buffer is large enough.',
    'its buffer is smaller than 64 MiB, which Firehose refuses with dynamic partitioning',
    'Set SizeInMBs of its BufferingHints to 64 or more.',
    ({ stream, configuration: { BufferingHints } }) => {
      const size = objectOf(BufferingHints).SizeInMBs;
      return size === undefined ? 'unknown' : compare(numberIn(stream, size, 0), 64, (given, least) => given >= least);
    },
  ),
  partitionRule(
    'KEEL-FIREHOSE-S3-12',
    'its prefix names the keys of the partitions.',
    'its Prefix names no key of a partition, which Firehose refuses with dynamic partitioning',
    'Add !{partitionKeyFromQuery:…} or !{partitionKeyFromLambda:…} to its Prefix.',
    ({ stream, configuration: { Prefix } }) => some(KEYS, (key) => holds(stream.textOf(Prefix), key)),
  ),
  partitionRule(
    'KEEL-FIREHOSE-S3-13',
    'a processor finds out the keys of the partitions.',
    'it has no processor that finds out the keys of the partitions, which Firehose refuses with dynamic partitioning',
    'Add a processor of type MetadataExtraction or Lambda to its ProcessingConfiguration, and enable that.',
    findsKeys,
  ),
  {
    id: 'KEEL-FIREHOSE-S3-15',
    proves: `${edge}: what reads the keys out of the records has a query for jq 1.6.`,
    source: PARTITION_KEYS,
    judge: (model) => recordProcessors(model).filter(({ type }) => type === 'MetadataExtraction').map(({ stream, isEnabled, parameters, has }) => ({
      from: stream,
      delivers: some([not(isEnabled), every(
        [has('MetadataExtractionQuery'), has('JsonParsingEngine'), same(stream.textOf(parameters.JsonParsingEngine), text('JQ-1.6'))], (verdict) => verdict,
      )], (verdict) => verdict),
      at: stream,
      because: 'its processor of type MetadataExtraction has no MetadataExtractionQuery, or a JsonParsingEngine that is not JQ-1.6, the only one there is',
      fix: 'Add the parameters MetadataExtractionQuery and JsonParsingEngine to the processor, the latter with JQ-1.6.',
    })),
  },
  partitionRule(
    'KEEL-FIREHOSE-S3-16',
    'its processors find out the keys that its prefix names.',
    'its Prefix names a key of a partition that none of its processors finds out',
    'Add the key to MetadataExtractionQuery of its processor, or for partitionKeyFromLambda a processor of type Lambda.',
    (destination, model) => findsKeysOfPrefix(model, destination),
  ),
];
