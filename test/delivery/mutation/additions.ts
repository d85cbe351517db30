import { Value } from './place';

const DENIAL = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };

/** What a template may leave out, and what stops deliveries when it is there. */
export const ADDITIONS: Readonly<Record<string, readonly (readonly [property: string, value: Value])[]>> = {
  'AWS::CloudWatch::Alarm': [['ActionsEnabled', false]],
  'AWS::Events::Rule': [['State', 'DISABLED']],
  'AWS::IAM::Role': [
    ['PermissionsBoundary', 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'], ['Policies', [{ PolicyName: 'Denial', PolicyDocument: DENIAL }]],
  ],
  'AWS::KMS::Key': [['Enabled', false]],
  'AWS::Lambda::EventSourceMapping': [['Enabled', false]],
  'AWS::Lambda::Function': [['Timeout', 900], ['ReservedConcurrentExecutions', 0]],
  'AWS::Pipes::Pipe': [['DesiredState', 'STOPPED']],
  'AWS::SNS::Topic': [['FifoTopic', true], ['KmsMasterKeyId', 'alias/aws/sns']],
  'AWS::SQS::Queue': [
    ['FifoQueue', true], ['KmsMasterKeyId', 'alias/aws/sqs'], ['MessageRetentionPeriod', 60], ['VisibilityTimeout', 0],
    ['RedriveAllowPolicy', { redrivePermission: 'denyAll' }],
  ],
  'AWS::Scheduler::Schedule': [['State', 'DISABLED']],
};
