import { allow, att, DeliveryCase, resource, ResourceJson, role } from './delivery-case';

function destination({ Properties }: ResourceJson): Record<string, any> {
  return Properties!.ExtendedS3DestinationConfiguration;
}

export const FIREHOSE_PARTITIONING: DeliveryCase = {
  resources: {
    Bucket: resource('AWS::S3::Bucket'),
    Role: role('firehose.amazonaws.com', allow('s3:*')),
    Stream: resource('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: {
        BucketARN: att('Bucket'),
        RoleARN: att('Role'),
        BufferingHints: { SizeInMBs: 64 },
        DynamicPartitioningConfiguration: { Enabled: true },
        Prefix: 'customer=!{partitionKeyFromQuery:customer}/',
        ErrorOutputPrefix: 'errors/!{firehose:error-output-type}/',
        ProcessingConfiguration: {
          Enabled: true,
          Processors: [{
            Type: 'MetadataExtraction',
            Parameters: [
              { ParameterName: 'MetadataExtractionQuery', ParameterValue: '{customer:.customer}' },
              { ParameterName: 'JsonParsingEngine', ParameterValue: 'JQ-1.6' },
            ],
          }],
        },
      },
    }),
  },
  broken: {
    'KEEL-FIREHOSE-S3-11': { at: 'Stream', by: ({ Stream }) => { destination(Stream).BufferingHints.SizeInMBs = 5; } },
    'KEEL-FIREHOSE-S3-12': { at: 'Stream', by: ({ Stream }) => { destination(Stream).Prefix = '!{timestamp:yyyy}/'; } },
    'KEEL-FIREHOSE-S3-13': { at: 'Stream', by: ({ Stream }) => { delete destination(Stream).ProcessingConfiguration; } },
    'KEEL-FIREHOSE-S3-15': { at: 'Stream', by: ({ Stream }) => { destination(Stream).ProcessingConfiguration.Processors[0].Parameters.pop(); } },
    'KEEL-FIREHOSE-S3-16': { at: 'Stream', by: ({ Stream }) => { destination(Stream).Prefix = 'order=!{partitionKeyFromQuery:order}/'; } },
  },
};
