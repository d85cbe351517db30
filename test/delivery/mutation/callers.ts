import { references, Stacks, Value } from './place';

type Resources = Stacks[string]['Resources'];

/** A resource that makes a service call another resource, by itself or with a role. */
export interface Caller {
  readonly id: string;
  readonly type: string;
  /** The resource that is called. */
  readonly called: string;
}

const GRANTS = /(Policy|Permission)$/;
/** What has Lambda call with the role of a function, beside running it. */
export const WITH_ROLE_OF_FUNCTION = /^AWS::Lambda::(EventSourceMapping|EventInvokeConfig)$/;
/** Types that are neither a sender nor a receiver of an edge: what containers, nodes and networks do with their roles is out of scope. */
export const ON_NO_EDGE = /^AWS::(ApplicationAutoScaling|EC2|ECS|EFS|EMR::SecurityConfiguration)\b/;
/** Types that stand for another resource. */
const ANOTHER_NAME = /^AWS::(IAM::InstanceProfile|KMS::Alias|Kinesis::StreamConsumer|Lambda::(Alias|Version))$/;
const NAMESPACES: Readonly<Record<string, RegExp>> = {
  apigateway: /^AWS::ApiGateway/,
  elasticloadbalancing: /^AWS::ElasticLoadBalancing/,
  firehose: /^AWS::KinesisFirehose::/,
  s3: /^(AWS::S3::|Custom::S3BucketNotifications)/,
  states: /^AWS::StepFunctions::/,
};

/** Whether it is a policy or permission, which lets others call and calls nothing. */
export function isGrant(type: string): boolean {
  return GRANTS.test(type);
}

/** Whether a resource type is one of the service that has a principal, such as `sqs.amazonaws.com`. CloudWatch Logs delivers for any. */
export function isOfService(type: string, principal: string): boolean {
  if (principal.startsWith('delivery.logs.')) return true;
  const labels = principal.split('.').filter((label) => !['amazonaws', 'com'].includes(label));
  return labels.some((label) => (NAMESPACES[label] ?? new RegExp(`^AWS::${label.replace(/\W.*/, '')}::`, 'i')).test(type));
}

/** The resources that refer to one outside of policies, also by a version, alias or consumer of it. What only code uses calls nothing by itself. */
export function referrers(resources: Resources, called: string): Caller[] {
  const direct = Object.entries(resources)
    .filter(([id, { Type, Properties }]) => id !== called && !isGrant(Type) && !ON_NO_EDGE.test(Type) && outgoing(Properties).includes(called))
    .map(([id, { Type }]) => ({ id, type: Type, called }));
  return direct.flatMap((one) => (ANOTHER_NAME.test(one.type) ? [one, ...referrers(resources, one.id)] : [one]));
}

/** What a resource refers to outside of policies, but for what only code and jobs use, what an alarm measures and the topic that a subscription is of. */
export function outgoing(properties: Value = {}): string[] {
  const { BootstrapActions, Environment, Dimensions, Metrics, Steps, TopicArn, ...rest } = properties;
  return references(withoutStatements(rest));
}

/** Whether a value names a receiver by an ARN, which is in no template then. */
export function namesOutside(value: Value): boolean {
  return /"arn:aws:(?!iam|kms|scheduler)|:event-bus\/default"/.test(JSON.stringify(withoutStatements(value ?? {})));
}

function withoutStatements(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutStatements);
  return value.Effect !== undefined ? {} : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutStatements(inner)]));
}

/** Everybody who has a service call the resource; of a key, everybody who has one call what is encrypted with it. */
export function callersOf(resources: Resources, owner: string): Caller[] {
  const callers = referrers(resources, owner);
  return resources[owner]?.Type === 'AWS::KMS::Key' ? callers.flatMap((one) => [one, ...referrers(resources, one.id)]) : callers;
}

/** The roles that a resource has its service take on: its own, or that of the function that it names. */
export function rolesOf(resources: Resources, id: string): string[] {
  const named = references(resources[id].Properties);
  const called = named.flatMap((other) => (/^AWS::Lambda::(Alias|Version)$/.test(`${resources[other]?.Type}`) ? references(resources[other].Properties) : [other]));
  const functions = WITH_ROLE_OF_FUNCTION.test(resources[id].Type) ? called.filter((other) => resources[other]?.Type === 'AWS::Lambda::Function') : [];
  return [...named, ...functions.flatMap((other) => references(resources[other].Properties))].filter((other) => resources[other]?.Type === 'AWS::IAM::Role');
}
