import { Stack } from 'aws-cdk-lib';
import { peer } from '../peer';

const { KinesisStreamsToKinesisFirehoseToS3 } = peer('aws-kinesisstreams-kinesisfirehose-s3');

export function build(stack: Stack, id: string): void {
  new KinesisStreamsToKinesisFirehoseToS3(stack, id, {});
}
