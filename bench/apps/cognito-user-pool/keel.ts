import { Stack } from 'aws-cdk-lib';
import { CognitoUserPool } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new CognitoUserPool(stack, id);
}
