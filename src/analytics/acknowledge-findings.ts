import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { EmrCluster } from './emr-cluster';

/** What cdk-nag finds, and why it is right as it is. */
export function acknowledgeFindings({ cluster, serviceRole, instanceRole, logBucket, failureQueue }: EmrCluster, failures: IConstruct): void {
  const logBucketId = Stack.of(logBucket).getLogicalId(logBucket.node.defaultChild as CfnElement);
  Validations.of(cluster).acknowledge(
    { id: 'AwsSolutions-EMR4', reason: 'Local disks are encrypted: the check looks for that beside EncryptionConfiguration, and EMR has it within.' },
    { id: 'AwsSolutions-EMR5', reason: 'Data in transit is encrypted where certificates are given, which nobody but the app can make.' },
    { id: 'AwsSolutions-EMR6', reason: 'Nobody logs in to nodes: there is no key pair, and no rule that lets SSH in.' },
  );
  // `acknowledge` refuses ids with more than one '::', and the check makes its id of the ARN.
  serviceRole.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, {
    'Annotation::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonEMRServicePolicy_v2]':
      'AWS changes this policy as EMR changes; it lets EMR change nothing without its tag.',
  });
  Validations.of(instanceRole.node.findChild('DefaultPolicy')).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logBucketId}.Arn>/logs/*]`,
    reason: 'EMR makes the names of logs; nodes may write them to this bucket only, and neither read nor delete any.',
  });
  Validations.of(logBucket).acknowledge({ id: 'AwsSolutions-S1', reason: 'These are logs themselves.' });
  Validations.of(failures).acknowledge({
    id: 'Serverless-EventBusDLQ',
    reason: 'Events go to a queue that keeps them: another one for what does not arrive there would fail as that does.',
  });
  const reason = 'Nothing is processed from this queue: it keeps events for people to read.';
  Validations.of(failureQueue).acknowledge({ id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
}
