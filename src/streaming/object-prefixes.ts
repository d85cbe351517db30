import { DynamicPartitioning } from './dynamic-partitioning';
import { Rule } from '../validation/check-props';

const DATE = '!{timestamp:yyyy/MM/dd/HH}/';

/** Where records go that could not be transformed, converted, partitioned or delivered. */
export const ERRORS = `errors/!{firehose:error-output-type}/${DATE}`;

/** Where records go as they came, if all are backed up. */
export const BACKUP = `source/${DATE}`;

const EXPRESSION = /!\{([^:{}]*):?[^{}]*\}?/g;
const KEY = /!\{partitionKeyFrom(Query|Lambda):/;

/** The prefix with the keys of the partitions and the date, where it does not name them itself. */
export function dataPrefix(prefix: string, partitioning?: DynamicPartitioning): string {
  const keys = KEY.test(prefix) ? [] : partitioning?._expressions() ?? [];
  const partitions = keys.map(({ key, expression }) => `${key}=${expression}/`).join('');
  return `${prefix}${partitions}${prefix.includes('!{timestamp:') ? '' : DATE}`;
}

/**
 * What a prefix must fulfil.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
 */
export function prefixRules(prefix: string | undefined, partitioning: DynamicPartitioning | undefined): Rule[] {
  const expressions = partitioning?._expressions() ?? [];
  const namespaces = ['timestamp', 'firehose', ...(partitioning ? ['partitionKeyFromQuery', 'partitionKeyFromLambda'] : [])];
  return [
    { prop: 'prefix', value: prefix, holds: (text: string) => /^$|\/$/.test(text), must: 'must end in / or be empty, because the date follows it' },
    {
      prop: 'prefix',
      value: prefix,
      holds: (text: string) => !/^(errors|source)\//.test(text),
      must: 'must not begin with errors/ or source/, where records go that failed or are backed up',
    },
    {
      prop: 'prefix',
      value: prefix,
      holds: (text: string) => [...text.matchAll(EXPRESSION)].every(([whole, namespace]) => whole.endsWith('}') && namespaces.includes(namespace)),
      must: `must hold expressions of the form !{namespace:value} only, with one of the namespaces ${namespaces.join(', ')}`
        + (partitioning ? '' : ' (those of partition keys come with partitioning)'),
    },
    {
      prop: 'prefix',
      value: prefix,
      holds: (text: string) => !text.includes('!{firehose:error-output-type}'),
      must: 'must not hold !{firehose:error-output-type}, which is for failed records: they go to errors/ by themselves',
    },
    {
      prop: 'prefix',
      value: prefix,
      holds: (text: string) => !KEY.test(text) || expressions.every(({ expression }) => text.includes(expression)),
      must: `must name every key of partitioning, or none (${expressions.map(({ expression }) => expression).join(', ')})`,
    },
  ];
}
