import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { onOneLine } from './check-props';

/**
 * Adds a warning that users acknowledge with `Validations.of(scope).acknowledge({ id, reason })` on the construct or anything above it.
 *
 * The look at what was acknowledged before is ours, because `addWarning` of aws-cdk-lib 2.263 looks neither at the construct itself
 * nor at the app.
 */
export function warn(construct: IConstruct, id: string, message: string): void {
  if (!isAcknowledged(construct, id)) {
    Validations.of(construct).addWarning(id, onOneLine(message));
  }
}

/** Has it been acknowledged on the construct or anything above it? */
export function isAcknowledged(construct: IConstruct, id: string): boolean {
  return construct.node.scopes.some((scope) => scope.node.metadata.some((entry) => (
    entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY
    && Object.keys(entry.data).some((acknowledged) => acknowledged === id || acknowledged.endsWith(`::${id}`))
  )));
}
