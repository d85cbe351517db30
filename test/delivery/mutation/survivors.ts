import { isAsGood } from './as-good';
import { isGrant, isOfService, namesOutside, referrers } from './callers';
import { lostStatements, Lost, missed } from './lost-rights';
import { Mutant } from './mutants';
import { NamedSurvivor, NAMED_SURVIVORS } from './named-survivors';
import { ANOTHER_ARN, TWIN } from './operators';
import { at, references, Stacks } from './place';
import { isRefused } from './refused';
import { isStillGranted } from './still-granted';
import { CONDITIONS } from './still-holds';

type Resources = Stacks[string]['Resources'];

/** A mutant that no rule finds. */
export interface Survivor {
  readonly template: string;
  readonly mutant: Mutant;
  readonly before: Resources;
  readonly after: Resources;
  /** The account of the templates, where it is known. */
  readonly account?: string;
}

/** A kind of mutants that deliver as before, decided without the rules. */
export interface SurvivorClass {
  readonly name: string;
  readonly because: string;
  readonly holds: (survivor: Survivor) => boolean;
  /** Whether such a mutant would deliver: then no rule may find it. Others do not get as far as to be deployed, or send nothing. */
  readonly delivers: boolean;
}

const LESS = /^(statement|action|principal|resource) (dropped|replaced)$|^removed$|^resource dropped$/;
/** What a policy belongs to. */
const OWNERS = ['Bucket', 'Queues', 'Roles', 'Topics'];
/** What is referred to without being called. */
const NOT_CALLED = /::(Role|Key|Alias|LogGroup)$/;

const typeOf = ({ before, mutant }: Survivor) => before[mutant.logicalId].Type;
const valueOf = ({ before, mutant }: Survivor) => at(before[mutant.logicalId], mutant.path);

/** The statements that a mutant lost, but for denials that say less. */
function rights({ before, mutant }: Survivor): Lost[] {
  const isLess = LESS.test(mutant.operator) || (mutant.operator === 'replaced' && OWNERS.includes(`${mutant.path[1]}`));
  return lostStatements(before, mutant).filter(({ statement }) => statement.Effect !== 'Deny' || !isLess);
}

function isLessDenied(survivor: Survivor): boolean {
  return lostStatements(survivor.before, survivor.mutant).length > 0 && rights(survivor).length === 0;
}

function isCalledByNobody(survivor: Survivor): boolean {
  const lost = rights(survivor);
  return lost.length > 0 && lost.every((one) => isForOthers(survivor, one) || missed(survivor.before, survivor.mutant, { ...one, actions: ['*'] }).length === 0);
}

function isNotNeeded(survivor: Survivor): boolean {
  const lost = rights(survivor);
  return lost.length > 0 && lost.every((one) => isForOthers(survivor, one) || missed(survivor.before, survivor.mutant, one).length === 0);
}

/** The statement is for senders of another account or of an organization, which it names by number. */
function isForOthers({ account }: Survivor, { statement }: Lost): boolean {
  const names = [...JSON.stringify(statement.Condition ?? {}).matchAll(/"aws:(?:PrincipalAccount|PrincipalOrgID|SourceAccount)":"(o-\w+|\d{12})"/g)];
  return names.some(([, name]) => name !== account);
}

/** The right is for a version or alias of a function, and the template has none. */
function isOfNoVersion(survivor: Survivor): boolean {
  const lost = rights(survivor);
  const hasVersions = Object.values(survivor.before).some(({ Type }) => /^AWS::Lambda::(Alias|Version)$/.test(Type));
  return !hasVersions && survivor.mutant.path.includes('Resource') && lost.length > 0
    && lost.every(({ resources }) => resources.every((one) => /":(\*|\$LATEST)"\]\]\}$/.test(JSON.stringify(one))));
}

/** Actions of which no page says which one is called. */
const ALTERNATIVES = [['kinesis:PutRecord', 'kinesis:PutRecords'], ['firehose:PutRecord', 'firehose:PutRecordBatch']];

/** The other of two actions is still granted, to a role of a rule or pipe. */
function isOneEnough(survivor: Survivor): boolean {
  const { before, mutant } = survivor;
  const lost = rights(survivor);
  return lost.length > 0 && /^action/.test(mutant.operator) && lost.every((one) => {
    const needs = missed(before, mutant, one);
    const other = (action: string) => ALTERNATIVES.filter((pair) => pair.includes(action)).flat().find((name) => name !== action);
    return needs.every((need) => /^AWS::(Events|Pipes)::/.test(need.type) && other(need.action) !== undefined
      && isStillGranted(survivor, { ...need, action: other(need.action)! }, one));
  });
}

/** Every call for which something is missed is still allowed by another statement of the same resource, or of the role, in so many words. */
function isRedundant(survivor: Survivor): boolean {
  const { before, mutant } = survivor;
  const lost = rights(survivor);
  if (/^(Allow turned to Deny|set to)/.test(mutant.operator) || lost.some(({ statement }) => statement.Effect === 'Deny')) return false;
  return lost.length > 0 && lost.every((one) => missed(before, mutant, one).every((need) => isStillGranted(survivor, need, one)));
}

/** What the mutant took away named the receiver, or was the sender. */
function isEdgeItself(survivor: Survivor): boolean {
  const { before, mutant } = survivor;
  if (mutant.operator === 'resource dropped' && mutant.path.length === 0) return !isGrant(typeOf(survivor));
  if (isGrant(typeOf(survivor)) || NOT_CALLED.test(typeOf(survivor)) || !/^(removed|resource dropped)$/.test(mutant.operator)) return false;
  const lost = mutant.path.length === 0 ? before[mutant.logicalId].Properties : valueOf(survivor);
  return namesOutside(lost) || references(lost).some((id) => before[id] !== undefined && !NOT_CALLED.test(before[id].Type));
}

/** A topic without a policy has one that lets in alarms of its account. */
function isLeftToDefaultPolicy({ before, after, mutant }: Survivor): boolean {
  const { Type, Properties = {} } = before[mutant.logicalId];
  const isAlarm = isOfService(Type, 'cloudwatch.amazonaws.com');
  if (!isAlarm && (Type !== 'AWS::SNS::TopicPolicy' || mutant.path[1] === 'PolicyDocument')) return false;
  const topics = isAlarm ? [mutant.twinOf].filter((id) => id !== undefined && before[id].Type === 'AWS::SNS::Topic') : references(Properties.Topics);
  const hasPolicy = (id: string) => Object.values(after).some((one) => one.Type === 'AWS::SNS::TopicPolicy' && references(one.Properties?.Topics).includes(id));
  const named = topics.map((id) => (isAlarm ? TWIN : id!));
  return topics.length > 0 && named.every((id) => !hasPolicy(id) && referrers(after, id).every((one) => (
    isOfService(one.type, 'cloudwatch.amazonaws.com') || references(after[one.id].Properties?.TopicArn).includes(id)
  )));
}

/** Of a permission, what was taken away is one of the conditions. */
function isLessConditional(survivor: Survivor): boolean {
  return typeOf(survivor) === 'AWS::Lambda::Permission' && survivor.mutant.operator === 'removed' && /^Source/.test(`${survivor.mutant.path[1]}`);
}

/** What was taken away of a role held no statement. */
function isEmpty({ before, mutant }: Survivor): boolean {
  const isPolicy = mutant.path.some((step) => ['Policies', 'PolicyDocument'].includes(`${step}`));
  return isPolicy && /^removed$/.test(mutant.operator) && lostStatements(before, mutant).length === 0 && before[mutant.logicalId].Type === 'AWS::IAM::Role';
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
function isRoleOfFunctionOnly({ before, mutant }: Survivor): boolean {
  const isTrust = mutant.path[1] === 'AssumeRolePolicyDocument';
  const users = referrers(before, mutant.logicalId);
  return isTrust && users.length > 0 && users.every(({ type }) => type === 'AWS::Lambda::Function');
}

function stillHolds(survivor: Survivor): boolean {
  const { mutant: { logicalId, path, operator }, after } = survivor;
  const property = `${path[1]}`;
  if (property === 'KmsMasterKeyId' && operator === 'removed') return true;
  return CONDITIONS[typeOf(survivor)]?.[property]?.(after, logicalId) ?? false;
}

/** Properties that turn a sender off. */
const SWITCHES: Readonly<Record<string, unknown>> = {
  DesiredState: 'STOPPED', Enabled: false, Level: 'OFF', LoggingConfiguration: undefined, ReservedConcurrentExecutions: 0, State: 'DISABLED',
};

function isSwitchedOff(survivor: Survivor): boolean {
  const { after, mutant: { logicalId, path } } = survivor;
  const name = `${path[path.length - 1]}`;
  return typeOf(survivor) !== 'AWS::KMS::Key' && Object.hasOwn(SWITCHES, name)
    && [SWITCHES[name], name === 'Level' ? undefined : SWITCHES[name]].includes(at(after[logicalId], path));
}

const KEYS = /(Encryption|SSESpecification|KmsMasterKeyId|KmsKey|AWSKMSKeyARN|KeyARN)/;

/** It took away the name of a key, or turned to keys of the service or of AWS: those of AWS let in everybody of the account whom the service lets in. */
function needsNoKey({ mutant: { operator, path } }: Survivor): boolean {
  return KEYS.test(path.join('.')) && /^(removed|flipped|set to (AES256|AWS_OWNED_KEY))$/.test(operator)
    && path[path.length - 1] !== 'KMSMasterKeyID';
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function isDefaultKeyPolicy(survivor: Survivor): boolean {
  const { before, mutant } = survivor;
  const { path, operator } = mutant;
  if (operator !== 'removed' || path.length !== 2 || path[1] !== 'KeyPolicy') return false;
  return rights(survivor).filter(({ principals }) => !principals.some((one) => one.includes(':root')))
    .every((one) => isForOthers(survivor, one) || missed(before, mutant, one).length === 0);
}

function isAnyName({ mutant: { operator, path } }: Survivor): boolean {
  return operator === 'replaced' && ['MessageGroupId', 'PartitionKey'].includes(`${path[path.length - 1]}`);
}

/** Properties that say what kind of thing an edge goes to. */
const KINDS = /^AWS::(ApiGateway::Method Integration\.Type (HTTP|HTTP_PROXY|MOCK)|ApiGatewayV2::Integration IntegrationType HTTP_PROXY|SNS::Subscription Protocol https)$/;

function isOtherKind(survivor: Survivor): boolean {
  const { after, mutant: { logicalId, path } } = survivor;
  const isOfOtherService = ['Arn', 'Destination'].includes(`${path[path.length - 1]}`) && at(after[logicalId], path) === ANOTHER_ARN;
  return isOfOtherService || KINDS.test(`${typeOf(survivor)} ${path.slice(1).join('.')} ${at(after[logicalId], path)}`);
}

const kind = (name: string, because: string, holds: SurvivorClass['holds'], delivers = true): SurvivorClass => ({ name, because, holds, delivers });

/** Every kind, in the order in which they are tried. */
export const SURVIVOR_CLASSES: readonly SurvivorClass[] = [
  kind('denial', 'a denial that says less lets more through', isLessDenied),
  kind('condition', 'a permission with a condition less lets more through', isLessConditional),
  kind('empty', 'the policy that was taken away held no statement', isEmpty),
  kind('nobody calls', 'nothing on an edge of the template has the principal call what the statement is about', isCalledByNobody),
  kind('not needed', 'AWS does not document the action as needed for what the template does', isNotNeeded),
  kind('redundant', 'another statement still grants the same action to the same principal', isRedundant),
  kind('no version', 'the right is for versions and aliases of a function, of which the template has none', isOfNoVersion),
  kind('one is enough', 'no page says which of two actions is called, and the other is still granted', isOneEnough, false),
  kind('role of a function', 'the deployment fails: Lambda refuses to make a function whose role it cannot take on', isRoleOfFunctionOnly, false),
  kind('no edge', 'it took away what names the receiver, so that nothing is sent there', isEdgeItself, false),
  kind('as good', 'what is named instead has the same properties, and no policy names the one that was', isAsGood),
  kind('other kind', 'it makes another kind of edge, or none, and nothing is sent to what was named', isOtherKind, false),
  kind('switched off', 'the template itself says that nothing is to be sent for now', isSwitchedOff, false),
  kind('no key', 'what is not encrypted with a key of the account needs none', needsNoKey),
  kind('default key policy', 'a key without a policy leaves it to the policies of the account, and this one let in no service that calls', isDefaultKeyPolicy),
  kind('any name', 'any group of messages, and any partition key, will do', isAnyName),
  kind('default policy', 'a topic without a policy lets in the alarms of its account, and nobody else publishes to it', isLeftToDefaultPolicy),
  kind('still holds', 'what has to hold for the property still does, by plain comparison', stillHolds),
  kind('refused', 'CloudFormation refuses the resource: its L1, which is made from the schema, does', ({ before, after, mutant }) => (
    isRefused(before[mutant.logicalId], after[mutant.logicalId])
  ), false),
  kind('named', 'it is on the list of named survivors', (survivor) => nameOf(survivor) !== undefined, false),
];

/** What is on the list of named survivors of it. */
export function nameOf({ template, mutant: { logicalId, path, operator }, before }: Survivor): NamedSurvivor | undefined {
  const resource = before[logicalId];
  const depth = path.findIndex((_step, index) => at(resource, path.slice(0, index + 1))?.Effect !== undefined);
  const about = [at(resource, path), depth < 0 ? resource : at(resource, path.slice(0, depth + 1))].map((one) => JSON.stringify(one)).join(' in ');
  return NAMED_SURVIVORS.find((one) => one.type === resource.Type && one.path.test(path.slice(1).join('.')) && one.operator.test(operator)
    && one.templates.test(template) && one.about.test(about));
}
