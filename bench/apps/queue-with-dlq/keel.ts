import { Stack } from 'aws-cdk-lib';
import { QueueWithDlq } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new QueueWithDlq(stack, id);
}
