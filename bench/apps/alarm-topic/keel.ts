import { Stack } from 'aws-cdk-lib';
import { AlarmTopic } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new AlarmTopic(stack, id);
}
