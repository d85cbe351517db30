import { Stack } from 'aws-cdk-lib';
import { EmrApplication, EmrCluster } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new EmrCluster(stack, id, { applications: [EmrApplication.SPARK] });
}
