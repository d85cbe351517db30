import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

const IDENTITIES = 'cognito-identity.amazonaws.com';

/** Conditions of a statement. */
type Conditions = Record<string, Record<string, unknown>>;

/** What IAM puts in for the id of the identity that a request is made by. */
const IDENTITY_ID = `\${${IDENTITIES}:sub}`;

/**
 * Identities of this pool only may assume the role, and only those that have signed in, or have not.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function identitiesOf(identityPoolId: string, authentication: 'authenticated' | 'unauthenticated'): iam.FederatedPrincipal {
  return new iam.FederatedPrincipal(IDENTITIES, {
    'StringEquals': { [`${IDENTITIES}:aud`]: identityPoolId },
    'ForAnyValue:StringLike': { [`${IDENTITIES}:amr`]: authentication },
  }, 'sts:AssumeRoleWithWebIdentity');
}

/** The ARN of the objects below the prefix of the identity that asks. */
export function ownObjects(bucketArn: string, folder: string): string {
  return `${bucketArn}/${ownPrefix(folder)}`;
}

/**
 * Lists of what is below the prefix of the identity that asks.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_cognito-bucket.html
 */
export function listOwnObjects(folder: string): Conditions {
  return { StringLike: { 's3:prefix': [ownPrefix(folder)] } };
}

/**
 * Items whose partition key is the id of the identity that asks. A request without keys is refused too, which `ForAllValues` alone would let pass.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function ownItems(): Conditions {
  return { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [IDENTITY_ID] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
}

/** Only in a request to the service, never to KMS itself. */
export function throughService(service: 's3' | 'dynamodb', region: string): Conditions {
  return { StringEquals: { 'kms:ViaService': `${service}.${region}.${Aws.URL_SUFFIX}` } };
}

function ownPrefix(folder: string): string {
  return `${folder === '' ? '' : `${folder}/`}${IDENTITY_ID}/*`;
}
