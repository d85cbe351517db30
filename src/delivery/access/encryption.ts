import { literal } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json, JsonObject, listOf, objectOf } from '../model/template';

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
const KEYS: Readonly<Record<string, (properties: JsonObject, textOf: Resource['textOf']) => Json>> = {
  'AWS::SQS::Queue': at('KmsMasterKeyId'),
  'AWS::SNS::Topic': at('KmsMasterKeyId'),
  'AWS::Kinesis::Stream': at('StreamEncryption', 'KeyId'),
  'AWS::KinesisFirehose::DeliveryStream': at('DeliveryStreamEncryptionConfigurationInput', 'KeyARN'),
  'AWS::Events::EventBus': at('KmsKeyIdentifier'),
  'AWS::Logs::LogGroup': at('KmsKeyId'),
  'AWS::StepFunctions::StateMachine': at('EncryptionConfiguration', 'KmsKeyId'),
  'AWS::DynamoDB::Table': ({ SSESpecification }) => {
    const { SSEEnabled, KMSMasterKeyId } = objectOf(SSESpecification);
    return KMSMasterKeyId ?? (`${SSEEnabled}` === 'true' ? DEFAULT_KEY : undefined);
  },
  'AWS::S3::Bucket': ({ BucketEncryption }, textOf) => {
    const [rule] = listOf(objectOf(BucketEncryption).ServerSideEncryptionConfiguration);
    const { SSEAlgorithm, KMSMasterKeyID } = objectOf(objectOf(rule).ServerSideEncryptionByDefault);
    return literal(textOf(SSEAlgorithm))?.startsWith('aws:kms') ? KMSMasterKeyID ?? DEFAULT_KEY : KMSMasterKeyID;
  },
};

/** How a resource is encrypted. */
export function encryptionOf(model: DeliveryModel, resource: Resource): Encryption {
  const keyId = KEYS[resource.type]?.(resource.properties, resource.textOf);
  if (keyId === undefined || keyId === '') return { by: 'service' };
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
