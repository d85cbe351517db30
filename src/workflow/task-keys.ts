import { CfnResource, IResolvable, Reference, Token, Tokenization } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';

/** A key that tasks need, and what for. */
export interface TaskKey {
  readonly key: kms.IKey;
  readonly actions: string[];
}

interface Encrypted {
  /** The property of the L2 that holds its key. */
  readonly key: 'masterKey' | 'encryptionMasterKey' | 'encryptionKey';
  readonly actions: string[];
}

/**
 * What a role needs of the key of what its tasks call. The L2s of most tasks leave it out.
 * @see https://github.com/aws/aws-cdk/issues/32303
 * @see https://github.com/aws/aws-cdk/issues/10010
 */
const ENCRYPTED: Readonly<Record<string, Encrypted>> = {
  'AWS::SNS::Topic': { key: 'masterKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'AWS::SQS::Queue': { key: 'encryptionMasterKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'AWS::DynamoDB::Table': { key: 'encryptionKey', actions: ['kms:Decrypt'] },
  'AWS::DynamoDB::GlobalTable': { key: 'encryptionKey', actions: ['kms:Decrypt'] },
  'AWS::S3::Bucket': { key: 'encryptionKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
};

/** The keys of the resources of this app that a definition names. */
export function keysNamedIn(definition: unknown): TaskKey[] {
  const resources = new Set(tokensIn(definition).filter((token) => Reference.isReference(token)).map(({ target }) => target));
  return [...resources].flatMap(keyOf);
}

function keyOf(resource: IConstruct): TaskKey[] {
  const encrypted = CfnResource.isCfnResource(resource) ? ENCRYPTED[resource.cfnResourceType] : undefined;
  const key = encrypted && (resource.node.scope as { readonly [property: string]: unknown } & IConstruct)[encrypted.key];
  return key ? [{ key: key as kms.IKey, actions: encrypted.actions }] : [];
}

function tokensIn(value: unknown): IResolvable[] {
  if (typeof value === 'string') return Tokenization.reverseString(value).tokens;
  if (typeof value !== 'object' || value === null) return [];
  return Token.isUnresolved(value) ? [value as IResolvable] : Object.entries(value).flat().flatMap(tokensIn);
}
