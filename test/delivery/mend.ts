import { policy, ref, resource, Resources } from './cases/delivery-case';

const POLICIES: Readonly<Record<string, readonly [type: string, names: string, isList: boolean]>> = {
  'AWS::SQS::Queue': ['AWS::SQS::QueuePolicy', 'Queues', true],
  'AWS::SNS::Topic': ['AWS::SNS::TopicPolicy', 'Topics', true],
  'AWS::S3::Bucket': ['AWS::S3::BucketPolicy', 'Bucket', false],
};

/** Adds the statement of a finding to the policy of the resource that it names, as its reader would. */
export function mend(resources: Resources, logicalId: string, statement: any): void {
  const { Type, Properties = {} } = resources[logicalId];
  const [type, names, isList] = POLICIES[Type] ?? [];
  if (statement.Type) {
    resources.Mended = statement;
  } else if (Type === 'AWS::KMS::Key') {
    Properties.KeyPolicy.Statement.push(statement);
  } else if (Type === 'AWS::IAM::Role' && statement.Principal) {
    Properties.AssumeRolePolicyDocument.Statement.push(statement);
  } else if (Type === 'AWS::IAM::Role') {
    (Properties.Policies ??= []).push({ PolicyName: 'Mended', PolicyDocument: policy(statement) });
  } else if (type) {
    resources.Mended = resource(type, { [names]: isList ? [ref(logicalId)] : ref(logicalId), PolicyDocument: policy(statement) });
  } else {
    throw new Error(`Do not know how to add a statement to ${logicalId}, which is of type ${Type}.`);
  }
}
