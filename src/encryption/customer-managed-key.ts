import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { pathOf } from '../validation/path-of';

/** The one key that the parts of a pattern share, under the child id `Key`. It rotates every year. */
export function customerManagedKey(pattern: Construct, removalPolicy: RemovalPolicy): kms.Key {
  return new kms.Key(pattern, 'Key', {
    description: `Encrypts ${pathOf(pattern)}`,
    enableKeyRotation: true,
    removalPolicy,
  });
}
