import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/**
 * Identity policies of the account decide who may use the key, as for keys made in the console.
 *
 * aws-cdk-lib takes this prop but hides it from its types, in favour of the feature flag `@aws-cdk/aws-kms:defaultKeyPolicies`. Flags belong to
 * the app, so without the prop an app with no flags would get another key policy.
 */
const TRUST_IDENTITY_POLICIES = { trustAccountIdentities: true } as kms.KeyProps;

/** The one key that the parts of a pattern share, under the child id `Key`. It rotates every year. */
export function customerManagedKey(pattern: Construct, removalPolicy: RemovalPolicy): kms.Key {
  return new kms.Key(pattern, 'Key', {
    ...TRUST_IDENTITY_POLICIES,
    description: `Encrypts ${pattern.node.path}`,
    enableKeyRotation: true,
    removalPolicy,
  });
}
