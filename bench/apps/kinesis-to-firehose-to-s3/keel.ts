import { Stack } from 'aws-cdk-lib';
import { KinesisToFirehoseToS3 } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new KinesisToFirehoseToS3(stack, id);
}
