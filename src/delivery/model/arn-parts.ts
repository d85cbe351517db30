import { Text, text } from '../expression/text';

/** The pseudo-parameters behind the placeholders of `ResourceKind`. */
export const ARN_PARTS: Readonly<Record<string, string>> = { P: 'AWS::Partition', R: 'AWS::Region', A: 'AWS::AccountId', S: 'AWS::URLSuffix' };

/** The properties behind the other placeholders: what a property left out means, and what stands before the name where it gives an ARN. */
export const ARN_PROPERTIES: Readonly<Record<string, { property: string; otherwise?: string; marker?: string }>> = {
  api: { property: 'ApiId' },
  bus: { property: 'EventBusName', otherwise: 'default', marker: ':event-bus/' },
  function: { property: 'FunctionName', marker: ':function:' },
  group: { property: 'GroupName', otherwise: 'default' },
  path: { property: 'Path', otherwise: '/' },
  restApi: { property: 'RestApiId' },
  stream: { property: 'StreamARN', marker: ':stream/' },
};

/**
 * Undefined for the isolated partitions, which are not public.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): { name: string; urlSuffix: string } | undefined {
  if (/^[a-z]+-iso/.test(region)) return undefined;
  if (region.startsWith('cn-')) return { name: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
  return { name: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', urlSuffix: 'amazonaws.com' };
}

/** The name in a text that is a name or an ARN: what comes after the marker, if it is there. Undefined where the text may be either. */
export function nameInArn(value: Text, marker: string): Text | undefined {
  const index = value.findIndex((piece) => typeof piece === 'string' && piece.includes(marker));
  const piece = value[index];
  if (typeof piece === 'string') return text(piece.slice(piece.indexOf(marker) + marker.length), value.slice(index + 1));
  return value.some((one) => typeof one !== 'string' && one.kind === 'any') ? undefined : value;
}
