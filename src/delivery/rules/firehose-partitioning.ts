import { holds } from './firehose-prefixes';
import { Rule } from './rule';
import { literal } from '../expression/text';
import { certain, every, some, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { compare, isOn, numberIn } from '../model/property';
import { isIntrinsic, listOf, objectOf } from '../model/template';
import { bucketDestinations, Destination } from '../senders/delivery-streams';

const edge = 'Delivery stream to bucket with dynamic partitions';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html';
const KEYS = ['!{partitionKeyFromQuery:', '!{partitionKeyFromLambda:'];

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

function partitionRule(id: string, proves: string, because: string, fix: string, judge: (destination: Destination) => Verdict): Rule {
  return {
    id,
    proves: `${edge}: ${proves}`,
    source,
    judge: (model) => partitioned(model).map((destination) => ({
      from: destination.stream, delivers: judge(destination), at: destination.stream, because, fix,
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
];
