import * as iam from 'aws-cdk-lib/aws-iam';
import { knownText, matches, Rule, wholeNumber } from '../validation/check-props';

/** A group of users. */
export interface UserPoolGroupOptions {
  /**
   * The role that users of the group get from an identity pool: `CognitoIdentityPool.addRole` makes it.
   *
   * @default - the role of all who have signed in
   */
  readonly role?: iam.IRole;

  /**
   * Whose role a user gets who is in several groups: the lowest wins. A whole number from 0 to 2,147,483,647.
   *
   * @default - after all groups that have one
   */
  readonly precedence?: number;
}

/**
 * What a group must fulfil.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
 */
export function groupRules(name: string, { precedence }: UserPoolGroupOptions): Rule[] {
  return [
    knownText('name', name, 'a logical id follows from it'),
    matches('name', name, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, 'be 1 to 128 letters, digits, signs and punctuation marks, without spaces'),
    { prop: 'precedence', value: precedence, holds: wholeNumber(0, 2_147_483_647), must: 'must be a whole number from 0 to 2,147,483,647' },
  ];
}
