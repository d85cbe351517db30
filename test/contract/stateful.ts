/** What is lost with a resource that is replaced or removed, by its type. */
export const LOST_WITH: { readonly [type: string]: string } = {
  'AWS::Cognito::IdentityPool': 'the ids under which users have their data',
  'AWS::Cognito::UserPool': 'its users, and the issuer that APIs know',
  'AWS::DynamoDB::Table': 'its items',
  'AWS::EMR::Cluster': 'its HDFS, and what runs on it',
  'AWS::EFS::FileSystem': 'its files',
  'AWS::KMS::Key': 'everything that is encrypted with it',
  'AWS::Kinesis::Stream': 'its records, and the name that producers know',
  'AWS::Logs::LogGroup': 'its log events',
  'AWS::S3::Bucket': 'its objects',
  'AWS::SNS::Topic': 'its confirmed subscriptions, and the ARN that publishers know',
  'AWS::SQS::Queue': 'its messages, and the URL that senders know',
};
