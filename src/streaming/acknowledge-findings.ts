import { CfnElement, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { KinesisToFirehoseToS3 } from './kinesis-to-firehose-to-s3';

/** What cdk-nag finds, and why it is right as it is. */
export function acknowledgeFindings(construct: KinesisToFirehoseToS3, role: iam.Role): void {
  const { stream, deliveryStream, bucket } = construct;
  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnElement);
  Validations.of(role.node.findChild('DefaultPolicy')).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
    reason: 'Firehose makes the names of objects; the role may write them to this bucket only, and delete none.',
  });
  if (stream) {
    Validations.of(deliveryStream).acknowledge({
      id: 'AwsSolutions-KDF1',
      reason: 'Firehose refuses encryption of its own where a stream is the source: it is the stream that is encrypted.',
    });
  }
  if (stream?.node.scope === construct) {
    Validations.of(stream).acknowledge({
      id: 'AwsSolutions-KDS3',
      reason: 'A customer-managed key costs more than that of AWS, and its owner decides who may use it.',
    });
  }
}
