import * as kms from 'aws-cdk-lib/aws-kms';
import { Rule } from '../validation/check-props';

/** What a key must fulfil that the user brings. */
export function keyRules(encryptionKey: kms.IKey | undefined): Rule[] {
  return [{
    prop: 'encryptionKey',
    value: encryptionKey?.keyId,
    holds: (keyId: string) => !/^alias\/aws\//.test(keyId),
    must: 'must be a customer-managed key, because the policy of an AWS-managed one lets no service in',
  }];
}
