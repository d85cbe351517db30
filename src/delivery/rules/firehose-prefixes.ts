import { Rule } from './rule';
import { matches } from '../expression/match';
import { Text, text } from '../expression/text';
import { certain, not, some, Verdict } from '../expression/verdict';
import { bucketDestinations } from '../senders/delivery-streams';

const edge = 'Delivery stream to bucket';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html#prefix-rules';

/** Is the expression, or its beginning, in the prefix? */
export function holds(prefix: Text, expression: string): Verdict {
  return matches(text('*', expression, '*'), prefix);
}

function prefixRule(
  id: string, proves: string, because: string, fix: string, judge: (prefix: Text, errorOutputPrefix: Text | undefined) => Verdict,
): Rule {
  return {
    id,
    proves: `${edge}: ${proves}`,
    source,
    judge: (model) => bucketDestinations(model).map(({ stream, configuration: { Prefix, ErrorOutputPrefix } }) => ({
      from: stream,
      delivers: judge(stream.textOf(Prefix), ErrorOutputPrefix === undefined ? undefined : stream.textOf(ErrorOutputPrefix)),
      at: stream,
      because,
      fix,
    })),
  };
}

/** What Firehose refuses in prefixes. */
export const FIREHOSE_PREFIXES: Rule[] = [
  prefixRule(
    'KEEL-FIREHOSE-S3-05',
    'with an expression in its prefix it has an error output prefix.',
    'its Prefix holds an expression and it has no ErrorOutputPrefix, which Firehose refuses',
    'Set its ErrorOutputPrefix to one with !{firehose:error-output-type}.',
    (prefix, errorOutputPrefix) => some([certain(errorOutputPrefix !== undefined), not(holds(prefix, '!{'))], (verdict) => verdict),
  ),
  prefixRule(
    'KEEL-FIREHOSE-S3-06',
    'an error output prefix with expressions holds the type of the error.',
    'its ErrorOutputPrefix holds expressions, but not !{firehose:error-output-type}, which Firehose refuses',
    'Add !{firehose:error-output-type} to its ErrorOutputPrefix.',
    (_prefix, errorOutputPrefix = []) => (
      some([holds(errorOutputPrefix, '!{firehose:error-output-type}'), not(holds(errorOutputPrefix, '!{'))], (verdict) => verdict)
    ),
  ),
  prefixRule(
    'KEEL-FIREHOSE-S3-07',
    'its prefix does not hold the type of an error.',
    'its Prefix holds !{firehose:error-output-type}, which Firehose refuses',
    'Take !{firehose:error-output-type} out of its Prefix.',
    (prefix) => not(holds(prefix, '!{firehose:error-output-type}')),
  ),
];
