import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';

/** How what holds data is kept. */
export interface Keep {
  readonly encryptionKey: kms.IKey;
  readonly removalPolicy: RemovalPolicy;
}
