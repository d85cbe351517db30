import { Stack } from 'aws-cdk-lib';
import { peer } from '../peer';

const { SnsToSqs } = peer('aws-sns-sqs');

export function build(stack: Stack, id: string): void {
  new SnsToSqs(stack, id, {});
}
