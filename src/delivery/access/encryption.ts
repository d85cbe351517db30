import { same } from '../expression/match';
import { literal, Text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, JsonObject, listOf, nameOf, objectOf } from '../model/template';

/** How a resource is encrypted at rest. */
export type Encryption =
  | { readonly by: 'key'; readonly key: Resource }
  | { readonly by: 'aws-managed-key' }
  | { readonly by: 'unknown-key' }
  | { readonly by: 'service' };

/** Stands for the key that AWS manages where a resource asks for KMS and names none. */
const DEFAULT_KEY = 'alias/aws/default';

const at = (...path: string[]) => (properties: JsonObject): Json => path.reduce<Json>((value, name) => objectOf(value)[name], properties);

/** The key that a resource of each type names. */
const KEYS: Readonly<Record<string, (properties: JsonObject, textOf: Resource['textOf'], region: Text) => Json>> = {
  'AWS::SQS::Queue': at('KmsMasterKeyId'),
  'AWS::SNS::Topic': at('KmsMasterKeyId'),
  'AWS::Kinesis::Stream': at('StreamEncryption', 'KeyId'),
  'AWS::KinesisFirehose::DeliveryStream': at('DeliveryStreamEncryptionConfigurationInput', 'KeyARN'),
  'AWS::Events::EventBus': at('KmsKeyIdentifier'),
  'AWS::Logs::LogGroup': at('KmsKeyId'),
  'AWS::StepFunctions::StateMachine': at('EncryptionConfiguration', 'KmsKeyId'),
  'AWS::DynamoDB::Table': ({ SSESpecification }) => {
    const { SSEEnabled, KMSMasterKeyId } = objectOf(SSESpecification);
    return KMSMasterKeyId ?? (nameOf(SSEEnabled) === 'true' ? DEFAULT_KEY : undefined);
  },
  'AWS::DynamoDB::GlobalTable': ({ SSESpecification, Replicas }, textOf, region) => (
    nameOf(objectOf(SSESpecification).SSEEnabled) === 'true' ? keyOfReplica(Replicas, textOf, region) : undefined
  ),
  'AWS::S3::Bucket': ({ BucketEncryption }, textOf) => {
    const [rule] = listOf(objectOf(BucketEncryption).ServerSideEncryptionConfiguration);
    const { SSEAlgorithm, KMSMasterKeyID } = objectOf(objectOf(rule).ServerSideEncryptionByDefault);
    return literal(textOf(SSEAlgorithm))?.startsWith('aws:kms') ? KMSMasterKeyID ?? DEFAULT_KEY : KMSMasterKeyID;
  },
};

/** The types that may have a key. */
export const ENCRYPTED_TYPES: readonly string[] = Object.keys(KEYS);

/** The key of the replica in a Region. Where it cannot be told which one that is, the whole list stands for a key that is not known. */
function keyOfReplica(replicas: Json, textOf: Resource['textOf'], region: Text): Json {
  const all = listOf(replicas);
  const [here, ...others] = all.length === 1 ? all : all.filter((replica) => same(textOf(objectOf(replica).Region), region) === 'yes');
  if (here === undefined || others.length > 0 || isIntrinsic(here)) return replicas;
  return objectOf(objectOf(here).SSESpecification).KMSMasterKeyId ?? DEFAULT_KEY;
}

/** How a resource is encrypted. */
export function encryptionOf(model: DeliveryModel, resource: Resource): Encryption {
  const keyId = KEYS[resource.type]?.(resource.properties, resource.textOf, resource.region);
  return keyId === undefined || keyId === '' ? { by: 'service' } : encryptionWith(model, resource, keyId);
}

/** Encryption with the key that an expression in the properties of a resource names. */
export function encryptionWith(model: DeliveryModel, resource: Resource, keyId: Json): Encryption {
  const key = keyNamed(model, resource, keyId);
  if (key) return { by: 'key', key };
  const isManaged = resource.textOf(keyId).some((piece) => typeof piece === 'string' && /(^|:)alias\/aws\//.test(piece));
  return { by: isManaged ? 'aws-managed-key' : 'unknown-key' };
}

/** The key that an expression in the properties of a resource names, by itself or by an alias in the templates. */
export function keyNamed(model: DeliveryModel, resource: Resource, keyId: Json): Resource | undefined {
  const alias = model.find(resource, keyId, 'AWS::KMS::Alias');
  return model.find(resource, keyId, 'AWS::KMS::Key') ?? (alias && model.find(alias, alias.properties.TargetKeyId, 'AWS::KMS::Key'));
}
