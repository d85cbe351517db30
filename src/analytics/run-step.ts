import * as iam from 'aws-cdk-lib/aws-iam';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { mayRunSteps } from '../policies/emr-statements';

/** A task that may run steps on its cluster only: that of the CDK may on every cluster of the account. */
export class RunStep extends tasks.EmrAddStep {
  protected readonly taskPolicies?: iam.PolicyStatement[];

  constructor(scope: Construct, id: string, props: tasks.EmrAddStepProps) {
    super(scope, id, props);
    this.taskPolicies = mayRunSteps(scope, props.clusterId);
  }
}
