import { Stack } from 'aws-cdk-lib';
import { SnsSqsFanOut } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new SnsSqsFanOut(stack, id).addQueue('Billing');
}
