import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

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
    validate: () => promises.filter((one) => !one.kept()).map((one) => one.message),
  });
}

/** A property of the L1 resource below an L2, as the template will show it. */
export function templateProperty(construct: IConstruct, property: string): unknown {
  const resource = construct.node.defaultChild as CfnResource & Record<string, unknown>;
  return Stack.of(construct).resolve(resource[property]);
}

/** Does the resource policy of the construct deny requests that do not use TLS? */
export function deniesPlainHttp(construct: IConstruct): boolean {
  const policy = construct.node.tryFindChild('Policy');
  const document = policy && templateProperty(policy, 'policyDocument');
  return (document as { Statement?: Statement[] } | undefined)?.Statement?.some((statement) => (
    statement.Effect === 'Deny' && `${statement.Condition?.Bool?.['aws:SecureTransport']}` === 'false'
  )) ?? false;
}

interface Statement {
  readonly Effect: string;
  readonly Condition?: { Bool?: Record<string, unknown> };
}
