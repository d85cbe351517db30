import { CfnElement, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IConstruct } from 'constructs';

/** Acting for resources of the account that the stack is deployed to. */
export const THIS_ACCOUNT = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };

/** A statement of a policy as the template shows it. */
export interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, unknown>;
}

/** The statements of the resource policy that belongs to a queue or topic. */
export function policyOf(stack: Stack, resource: IConstruct): Statement[] {
  const policy = resource.node.findChild('Policy').node.defaultChild as CfnElement;
  const logicalId = stack.resolve(policy.logicalId);
  return Template.fromStack(stack).toJSON().Resources[logicalId].Properties.PolicyDocument.Statement;
}

/** The statements of every key in the stack, in the order of the template. */
export function keyStatements(stack: Stack): Statement[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'))
    .flatMap((key) => key.Properties.KeyPolicy.Statement);
}

/** Warnings of the stack, with their ids. */
export function warnings(stack: Stack): string[] {
  return stack.node.findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => `${data}`);
}
