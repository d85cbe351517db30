import { Caller, callersOf, isGrant, isOfService, namesOutside, ON_NO_EDGE, outgoing, referrers, rolesOf, WITH_ROLE_OF_FUNCTION } from './callers';
import { BY_CONSUMER, DOCUMENTED_NEEDS } from './documented-needs';
import { Mutant } from './mutants';
import { at, isExpression, references, Stacks, Value } from './place';

type Resources = Stacks[string]['Resources'];

/** A statement that a mutant lost, or lost a part of. */
export interface Lost {
  readonly statement: Value;
  readonly actions: readonly string[];
  readonly principals: readonly string[];
  readonly resources: readonly Value[];
}

/** A call for which a lost statement was good. */
export interface Need extends Caller {
  readonly action: string;
  readonly principal: string;
}

const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

/** The statements that a mutant changed, as they were, or those of the policy that it took away, or turned to another resource. */
export function lostStatements(resources: Resources, { logicalId, path }: Mutant): Lost[] {
  const resource = resources[logicalId];
  const depth = path.findIndex((_step, index) => isStatement(at(resource, path.slice(0, index + 1))));
  if (depth < 0) {
    const inside = statementsIn(at(resource, path), resource);
    if (inside.length > 0) return inside.map(lost);
    const isRestricted = ['PermissionsBoundary', 'Policies'].includes(`${path[1]}`) && at(resource, path) === undefined;
    if (isRestricted) return [lost(EVERYTHING)];
    return isGrant(resource.Type) ? statementsIn(resource.Properties, resource).map(lost) : [];
  }
  const [statement, [part, first, second]] = [at(resource, path.slice(0, depth + 1)), path.slice(depth + 1)];
  const whole = lost(statement);
  if (part === 'Action') return [{ ...whole, actions: first === undefined ? whole.actions : [whole.actions[Number(first)]] }];
  if (part === 'Resource') return [{ ...whole, resources: first === undefined ? whole.resources : [whole.resources[Number(first)]] }];
  if (part !== 'Principal' || first === undefined) return [whole];
  const named = namesOf({ [first]: at(statement, ['Principal', first]) });
  return [{ ...whole, principals: second === undefined ? named : [named[Number(second)]] }];
}

/** What the services that the template has at work need of lost statements. Without any, nobody misses them. */
export function missed(resources: Resources, { logicalId }: Mutant, given: Lost): Need[] {
  const resource = resources[logicalId];
  const roles = resource.Type === 'AWS::IAM::Role' ? [logicalId] : references(resource.Properties?.Roles ?? resource.Properties?.RoleName);
  const isTrust = [given.statement.Action].flat().some((action) => `${action}`.startsWith('sts:')) && given.statement.Principal !== undefined;
  if (isTrust) return needs(given, referrers(resources, logicalId));
  if (given.statement.Principal === undefined) return roles.flatMap((role) => needs(given, callsOfRole(resources, role, given)));
  const owners = resource.Type === 'AWS::KMS::Key' ? [logicalId] : references({ ...resource.Properties, PolicyDocument: undefined });
  return owners.flatMap((owner) => callersOf(resources, owner).flatMap((caller) => {
    const principals = given.principals.filter((principal) => mayBe(resources, owner, caller, principal));
    return principals.length > 0 ? needs({ ...given, principals }, [caller]) : [];
  }));
}

/** What the services do with a role: those that take it on, and those that run a function with it. */
function callsOfRole(resources: Resources, role: string, { statement, actions }: Lost): Caller[] {
  const called = references(statement.Resource).filter((id) => Object.hasOwn(resources, id));
  const isOfActions = (id: string) => actions.some((action) => action === '*' || isOfService(`${resources[id]?.Type}`, action.split(':')[0]));
  return referrers(resources, role).flatMap(({ id }) => withSources(resources, id)).filter(({ id }) => {
    if (called.length === 0 && callsOutside(resources[id])) return true;
    const reached = reachedBy(resources[id]).filter((other) => resources[other]?.Type !== 'AWS::IAM::Role' && !ON_NO_EDGE.test(`${resources[other]?.Type}`));
    const behind = reached.flatMap((other) => outgoing(resources[other]?.Properties));
    const keys = behind.flatMap((other) => outgoing(resources[other]?.Properties));
    const all = [...reached, ...behind, ...keys];
    if (called.length > 0) return called.some((one) => all.includes(one));
    return [statement.Resource].flat().includes('*') ? all.some(isOfActions) : reached.length > 0;
  });
}

/** A resource that has a role, and what makes Lambda run it. */
function withSources(resources: Resources, id: string): Caller[] {
  const sources = resources[id].Type === 'AWS::Lambda::Function' ? referrers(resources, id).filter((one) => runs(resources, one, id)) : [];
  return [{ id, type: resources[id].Type, called: id }, ...sources]
    .filter((one) => reachedBy(resources[one.id]).length > 0 || callsOutside(resources[one.id]))
    .map((one) => (readsByConsumer(resources, one.id) ? { ...one, type: BY_CONSUMER } : one));
}

/** Whether it has Lambda run the function, and does not only send to it. */
function runs(resources: Resources, { id, type }: Caller, code: string): boolean {
  const { DestinationConfig, FunctionName } = resources[id].Properties!;
  return WITH_ROLE_OF_FUNCTION.test(type) && (references(FunctionName).includes(code) || !references(DestinationConfig).includes(code));
}

/** Whether Lambda reads a stream by a consumer of it. */
function readsByConsumer(resources: Resources, id: string): boolean {
  return references(resources[id].Properties?.EventSourceArn).some((source) => resources[source]?.Type === 'AWS::Kinesis::StreamConsumer');
}

/** What a resource calls with a role. A function by itself sends dead letters only, and a topic writes logs only. */
function reachedBy({ Type, Properties = {} }: Resources[string]): string[] {
  switch (Type) {
    case 'AWS::Lambda::Function': return outgoing({ ...Properties.DeadLetterConfig });
    case 'AWS::SNS::Topic': return [];
    default: return outgoing(Properties);
  }
}

function callsOutside({ Type, Properties }: Resources[string]): boolean {
  return /^AWS::(Events|Pipes|Scheduler)::|EventInvokeConfig$/.test(Type) && namesOutside(Properties);
}

function mayBe(resources: Resources, owner: string, { id, type }: Caller, principal: string): boolean {
  // Load balancers call from accounts of the service.
  const isOfBalancer = type === 'AWS::ElasticLoadBalancingV2::LoadBalancer' && !/amazonaws|AWS::AccountId/.test(principal);
  if (principal === '*' || isOfBalancer) return true;
  if (principal.endsWith('.amazonaws.com')) return isOfService(type, principal);
  return rolesOf(resources, id).some((role) => resources[owner].Type !== 'AWS::KMS::Key' || mayUse(resources, role, owner));
}

/** Whether a policy of a role names a key, or any. */
function mayUse(resources: Resources, role: string, key: string): boolean {
  const isOfRole = (id: string) => id === role || (isGrant(resources[id].Type) && references(resources[id].Properties?.Roles).includes(role));
  return Object.keys(resources).filter(isOfRole).flatMap((id) => statementsIn(resources[id].Properties, resources[id]))
    .some(({ Resource }) => references(Resource).includes(key) || [Resource].flat().includes('*'));
}

function needs({ actions, principals, resources }: Lost, callers: readonly Caller[]): Need[] {
  return callers.flatMap((caller) => actions.flatMap((action) => (
    needed(caller.type, action).filter((one) => isOn(resources, one)).flatMap((one) => (principals.length > 0 ? principals : ['role']).map((principal) => ({ ...caller, action: one, principal })))
  )));
}

const OF_BUCKETS = /^s3:(GetBucketLocation|ListBucket|ListBucketMultipartUploads)$/;

/** Whether the call is made on such a resource: some calls of S3 are on a bucket, and the others on its objects. */
function isOn(resources: readonly Value[], action: string): boolean {
  if (!action.startsWith('s3:')) return true;
  const texts = resources.map((one) => JSON.stringify(one));
  return texts.some((text) => text.includes('*') !== OF_BUCKETS.test(action) || text === '"*"');
}

/** The documented actions of a caller that an action of a statement, with wildcards perhaps, stands for. */
function needed(type: string, action: string): string[] {
  const ofType = DOCUMENTED_NEEDS[type];
  const [service] = action.split(':');
  if (ofType === undefined || (service !== '*' && ofType[service] === undefined)) return [action];
  return Object.values(ofType).flatMap(({ actions }) => actions).filter((one) => standsFor(action, one));
}

/** Whether an action of a statement, with wildcards perhaps, stands for an action. */
export function standsFor(pattern: string, action: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(action);
}

function lost(statement: Value): Lost {
  const { Action, Principal, Resource } = statement;
  return {
    statement,
    actions: [Action ?? '*'].flat().map((one) => `${one}`),
    principals: Principal === undefined ? [] : namesOf(Principal),
    resources: [Resource ?? '*'].flat(),
  };
}

/** Principals as texts; of a service that an expression gives, its name alone. */
function namesOf(principal: Value): string[] {
  if (typeof principal === 'string' || isExpression(principal)) return [`${principal}`];
  return Object.entries<Value>(principal).flatMap(([kind, names]) => [names].flat().map((one) => {
    const text = typeof one === 'string' ? one : JSON.stringify(one);
    return kind === 'Service' && typeof one !== 'string' ? `${/([a-z][a-z-]*)\./.exec(text)?.[1]}.amazonaws.com` : text;
  }));
}

/** The statements in a value: that of a permission too, which has the parts of one as its properties. */
function statementsIn(value: Value, resource: Resources[string]): Value[] {
  if (resource.Type === 'AWS::Lambda::Permission') {
    const { Action, FunctionName, Principal, SourceAccount, SourceArn } = resource.Properties!;
    return [{ Effect: 'Allow', Action, Principal: { Service: Principal }, Resource: FunctionName ?? [], Condition: { SourceAccount, SourceArn } }];
  }
  if (isStatement(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((inner) => statementsIn(inner, resource)) : [];
}

function isStatement(value: Value): boolean {
  return value?.Effect === 'Allow' || value?.Effect === 'Deny';
}
