import { Text } from '../expression/text';

/** Who asks. */
export type Principal =
  | { readonly service: Text }
  /** Somebody with a token of an identity provider. */
  | { readonly federated: Text }
  /** A role or user. Without its account, only statements that name it, or everybody, speak of it. */
  | { readonly arn: Text; readonly account?: Text };

/** One call that a policy is asked about. */
export interface Request {
  readonly principal: Principal;
  /** For example `sqs:SendMessage`. */
  readonly action: string;
  /** ARN of what is called. */
  readonly resource: Text;
  /**
   * What condition keys hold, by their name in lower case. A key that is listed without values is known to be absent; of one that is not listed nothing
   * is known.
   */
  readonly context: ReadonlyMap<string, readonly Text[]>;
}
