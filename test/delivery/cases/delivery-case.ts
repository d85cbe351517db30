import { TemplateInput } from '../../../src/delivery/model/template';

/** A resource as it stands in a template. */
export interface ResourceJson { Type: string; Condition?: string; Tags?: unknown; DependsOn?: unknown; Properties?: Record<string, any> }
export type Resources = Record<string, ResourceJson>;

/** What breaks a rule. */
export interface Break {
  /** The resource at which it is found. */
  readonly at: string;
  readonly by: (resources: Resources) => void;
  /** Other rules that it breaks too. */
  readonly others?: readonly string[];
}

/** A smallest template of one kind of edge that delivers, and how each of its rules is broken. */
export interface DeliveryCase {
  /** The resources of a template in which everything arrives. */
  readonly resources: Resources;
  /** Where the template is deployed, if a rule has to know it. */
  readonly where?: Pick<TemplateInput, 'account' | 'region'>;
  /** What breaks each rule of this kind of edge. */
  readonly broken: Readonly<Record<string, Break>>;
  /** Rules that find nothing here and do not know, with the reason. */
  readonly unknown?: Readonly<Record<string, string>>;
}

export const ref = (logicalId: string) => ({ Ref: logicalId });
export const att = (logicalId: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [logicalId, attribute] });

/** A resource of a type. */
export const resource = (Type: string, Properties: Record<string, unknown> = {}): ResourceJson => ({ Type, Properties });

/** A policy document with these statements. */
export const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

/** Lets a service in for one sender. */
export const allowService = (service: string, action: string | string[], on: unknown = '*', sourceArn?: unknown) => ({
  Effect: 'Allow',
  Principal: { Service: service },
  Action: action,
  Resource: on,
  Condition: {
    StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
    ...(sourceArn === undefined ? {} : { ArnEquals: { 'aws:SourceArn': sourceArn } }),
  },
});

/** Lets EventBridge in, which tells a topic and its key neither rule nor account. */
export const allowRules = (action: string | string[], on: unknown) => ({
  Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: action, Resource: on,
});

/** Lets a role call something. */
export const allow = (action: string | string[], on: unknown = '*') => ({ Effect: 'Allow', Action: action, Resource: on });

/** A key that leaves it to the account who may use it, and lets services in. */
export const key = (...statements: object[]) => resource('AWS::KMS::Key', {
  KeyPolicy: policy(
    { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' },
    ...statements,
  ),
});

/** What lets a service use a key for what is sent in this account. */
export const allowKey = (service: string) => allowService(service, ['kms:GenerateDataKey', 'kms:Decrypt']);

/** A role that a service may take on, with what it may do. */
export const role = (service: string, ...statements: object[]) => resource('AWS::IAM::Role', {
  AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }),
  Policies: [{ PolicyName: 'Allowed', PolicyDocument: policy(...statements) }],
});

/** What a service may call a function for. */
export const permission = (functionName: unknown, service: string, sourceArn?: unknown) => resource('AWS::Lambda::Permission', {
  Action: 'lambda:InvokeFunction', FunctionName: functionName, Principal: service, ...(sourceArn === undefined ? {} : { SourceArn: sourceArn }),
});

/** A function and the role that it runs with. */
export const lambda = (roleId: string, more: Record<string, unknown> = {}) => resource('AWS::Lambda::Function', {
  Code: { ZipFile: 'exports.handler = async () => {};' }, Handler: 'index.handler', Runtime: 'nodejs22.x', Role: att(roleId), ...more,
});

/** Takes the action from the statements of a role's policies. */
export function revoke({ Properties }: ResourceJson, action: string): void {
  for (const { PolicyDocument } of Properties!.Policies) {
    for (const statement of PolicyDocument.Statement) statement.Action = [statement.Action].flat().filter((one: string) => one !== action);
  }
}

/** Takes away what lets a service use a key. */
export function closeKey({ Properties }: ResourceJson, service: string): void {
  const { KeyPolicy } = Properties!;
  KeyPolicy.Statement = KeyPolicy.Statement.filter(({ Principal }: { Principal: { Service?: string } }) => Principal.Service !== service);
}

/** Lets a role be taken on by something else. */
export function trustAnother({ Properties }: ResourceJson): void {
  Properties!.AssumeRolePolicyDocument.Statement[0].Principal.Service = 'ec2.amazonaws.com';
}
