import { allow, att, DeliveryCase, lambda, resource, ResourceJson, revoke, role, trustAnother } from './delivery-case';

function parameters({ Properties }: ResourceJson): object[] {
  return Properties!.ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors[0].Parameters;
}

export const FIREHOSE_TO_LAMBDA: DeliveryCase = {
  resources: {
    Bucket: resource('AWS::S3::Bucket'),
    Role: role('firehose.amazonaws.com', allow('s3:*')),
    FunctionRole: role('lambda.amazonaws.com'),
    Function: lambda('FunctionRole'),
    ProcessorRole: role('firehose.amazonaws.com', allow('lambda:InvokeFunction', att('Function'))),
    Stream: resource('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: {
        BucketARN: att('Bucket'),
        RoleARN: att('Role'),
        ProcessingConfiguration: {
          Enabled: true,
          Processors: [{
            Type: 'Lambda',
            Parameters: [
              { ParameterName: 'LambdaArn', ParameterValue: att('Function') },
              { ParameterName: 'RoleArn', ParameterValue: att('ProcessorRole') },
            ],
          }],
        },
      },
    }),
  },
  broken: {
    'KEEL-FIREHOSE-LAMBDA-01': { at: 'ProcessorRole', by: ({ ProcessorRole }) => revoke(ProcessorRole, 'lambda:InvokeFunction') },
    'KEEL-FIREHOSE-LAMBDA-02': { at: 'ProcessorRole', by: ({ ProcessorRole }) => trustAnother(ProcessorRole) },
    'KEEL-FIREHOSE-LAMBDA-03': { at: 'Stream', by: ({ Stream }) => { parameters(Stream).shift(); } },
    'KEEL-FIREHOSE-LAMBDA-04': { at: 'Stream', by: ({ Stream }) => { parameters(Stream).push({ ParameterName: 'BufferSizeInMBs', ParameterValue: '5' }); } },
  },
};
