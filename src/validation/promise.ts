import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { onOneLine } from './check-props';

/** What a construct stands for at synth, whatever injectors, mixins and aspects did to its children. */
export interface Promised {
  /** Is it so? Asked at synth. */
  readonly kept: () => boolean;
  /** What was promised, and how to get it back. */
  readonly message: string;
}

/**
 * Fails the synthesis with the message of every promise that is not kept.
 *
 * A property injector or an aspect of the app can undo what a constructor has set, so the promise is checked on what will be deployed.
 */
export function promise(construct: IConstruct, promises: Promised[]): void {
  construct.node.addValidation({
    validate: () => promises.filter((one) => !one.kept()).map((one) => onOneLine(one.message)),
  });
}

/** A property of an L1 resource, or of the one below an L2, as the template will show it: overrides, of which the L1 itself does not tell, included. */
export function templateProperty(construct: IConstruct, property: string): unknown {
  const resource = (CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild) as unknown as { _toCloudFormation(): object };
  const { Resources } = Stack.of(construct).resolve(resource._toCloudFormation());
  const [{ Properties }] = Object.values<{ Properties?: Record<string, unknown> }>(Resources);
  return Properties?.[property];
}

/** Is the resource encrypted with a key whose policy can be changed? The policies of `alias/aws/sqs` and its like cannot. */
export function hasCustomerManagedKey(construct: IConstruct): boolean {
  const key = templateProperty(construct, 'KmsMasterKeyId');
  return key !== undefined && !/(^|:)alias\/aws\//.test(`${key}`);
}

/** Does the resource policy of the construct deny requests that do not use TLS? */
export function deniesPlainHttp(construct: IConstruct): boolean {
  const policy = construct.node.tryFindChild('Policy');
  const document = policy && templateProperty(policy, 'PolicyDocument');
  return (document as { Statement?: Statement[] } | undefined)?.Statement?.some((statement) => (
    statement.Effect === 'Deny' && `${statement.Condition?.Bool?.['aws:SecureTransport']}` === 'false'
  )) ?? false;
}

interface Statement {
  readonly Effect: string;
  readonly Condition?: { Bool?: Record<string, unknown> };
}
