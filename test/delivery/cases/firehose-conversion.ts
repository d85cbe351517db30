import { allow, att, DeliveryCase, ref, resource, ResourceJson, role } from './delivery-case';

function destination({ Properties }: ResourceJson): Record<string, any> {
  return Properties!.ExtendedS3DestinationConfiguration;
}

/** Takes away what the role may read: the catalog, the database or the table. */
function revokeOn({ Properties }: ResourceJson, index: number): void {
  Properties!.Policies[0].PolicyDocument.Statement[1].Resource.splice(index, 1);
}

export const FIREHOSE_CONVERSION: DeliveryCase = {
  resources: {
    Bucket: resource('AWS::S3::Bucket'),
    Database: resource('AWS::Glue::Database', { CatalogId: ref('AWS::AccountId'), DatabaseInput: {} }),
    Table: resource('AWS::Glue::Table', { CatalogId: ref('AWS::AccountId'), DatabaseName: ref('Database'), TableInput: {} }),
    Role: role('firehose.amazonaws.com', allow('s3:*'), allow(['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'], [
      { 'Fn::Sub': 'arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:catalog' },
      { 'Fn::Sub': 'arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:database/${Database}' },
      { 'Fn::Sub': 'arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:table/${Database}/${Table}' },
    ])),
    Stream: resource('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: {
        BucketARN: att('Bucket'),
        RoleARN: att('Role'),
        BufferingHints: { SizeInMBs: 64 },
        DataFormatConversionConfiguration: {
          Enabled: true,
          InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
          OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
          SchemaConfiguration: { DatabaseName: ref('Database'), TableName: ref('Table'), RoleARN: att('Role') },
        },
      },
    }),
  },
  broken: {
    'KEEL-FIREHOSE-S3-08': { at: 'Stream', by: ({ Stream }) => { destination(Stream).BufferingHints.SizeInMBs = 5; } },
    'KEEL-FIREHOSE-S3-09': { at: 'Stream', by: ({ Stream }) => { destination(Stream).CompressionFormat = 'GZIP'; } },
    'KEEL-FIREHOSE-S3-10': { at: 'Role', by: ({ Role }) => revokeOn(Role, 2) },
    'KEEL-FIREHOSE-S3-14': { at: 'Role', by: ({ Role }) => revokeOn(Role, 1) },
    'KEEL-FIREHOSE-S3-17': { at: 'Stream', by: ({ Stream }) => { delete destination(Stream).DataFormatConversionConfiguration.SchemaConfiguration; } },
    'KEEL-FIREHOSE-S3-18': { at: 'Stream', by: ({ Stream }) => { delete destination(Stream).DataFormatConversionConfiguration.InputFormatConfiguration; } },
  },
};
