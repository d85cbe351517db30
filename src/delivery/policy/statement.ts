import { Text } from '../expression/text';

/** A statement of a policy with its texts resolved, each list as it stands in the policy. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Whether the policy has it whatever is deployed: no branch of an `Fn::If`. */
  readonly certain: boolean;
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  readonly action?: readonly Text[];
  readonly notAction?: readonly Text[];
  readonly resource?: readonly Text[];
  readonly notResource?: readonly Text[];
  readonly conditions: readonly Condition[];
}

/** The element `Principal`: everybody, or lists by kind. */
export type PrincipalElement = '*' | {
  readonly AWS?: readonly Text[];
  readonly Service?: readonly Text[];
  readonly Federated?: readonly Text[];
};

/** One condition key under one operator. */
export interface Condition {
  /** For example `ArnLike` or `ForAnyValue:StringEqualsIfExists`. */
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly Text[];
}
