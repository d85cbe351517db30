import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { isOf, Rule } from '../validation/check-props';

/** What a key must be besides, where policies of roles name it. */
export function keyItselfRule(encryptionKey: kms.IKey | undefined): Rule {
  return {
    prop: 'encryptionKey',
    value: encryptionKey?.node.path,
    holds: () => !('aliasTargetKey' in encryptionKey!),
    must: 'must be the key itself and not an alias, because the policies of roles name it by its ARN',
  };
}

/** What a key must fulfil that the user brings. */
export function keyRules(scope: IConstruct, encryptionKey: kms.IKey | undefined): Rule[] {
  const { region } = Stack.of(scope);
  return [{
    prop: 'encryptionKey',
    value: encryptionKey?.keyId,
    holds: (keyId: string) => !/^alias\/aws\//.test(keyId),
    must: 'must be a customer-managed key, because the policy of an AWS-managed one lets no service in',
  }, {
    prop: 'encryptionKey.env.region',
    value: encryptionKey?.env.region,
    holds: isOf(region),
    must: `must be the Region of the stack, ${region}, because services use keys of their own Region only`,
  }];
}
