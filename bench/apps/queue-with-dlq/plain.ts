import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { queue } from '../queue';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  queue(scope, new kms.Key(scope, 'Key', { enableKeyRotation: true }));
}
