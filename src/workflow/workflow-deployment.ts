import { Duration } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { check, Rule, wholeNumber } from '../validation/check-props';

/**
 * How executions go over from one version of a workflow to the next. While they do, any alarm of the workflow that is not
 * switched off takes them back.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/version-rolling-deployment.html
 */
export class WorkflowDeployment {
  /** All executions at once. */
  public static allAtOnce(): WorkflowDeployment {
    return new WorkflowDeployment({ type: 'ALL_AT_ONCE' });
  }

  /**
   * A share of the executions first, and the rest after a while.
   *
   * @param percentage percent of the executions that begin: 1 to 99
   * @param interval until the rest follows: 1 to 2,100 whole minutes
   */
  public static canary(percentage: number, interval: Duration): WorkflowDeployment {
    check('WorkflowDeployment.canary', rules(percentage, interval));
    return new WorkflowDeployment({ type: 'CANARY', percentage, interval: interval.toMinutes() });
  }

  /**
   * An equal share of the executions in each interval.
   *
   * @param percentage percent of the executions that follow each time: 1 to 99
   * @param interval between two of them: 1 to 2,100 whole minutes
   */
  public static linear(percentage: number, interval: Duration): WorkflowDeployment {
    check('WorkflowDeployment.linear', rules(percentage, interval));
    return new WorkflowDeployment({ type: 'LINEAR', percentage, interval: interval.toMinutes() });
  }

  private constructor(private readonly preference: Omit<sfn.CfnStateMachineAlias.DeploymentPreferenceProperty, 'stateMachineVersionArn'>) {}

  /**
   * The deployment preference of an alias. A list of no alarms is refused there.
   * @internal
   */
  public _preference(stateMachineVersionArn: string, alarms: string[]): sfn.CfnStateMachineAlias.DeploymentPreferenceProperty {
    return { ...this.preference, stateMachineVersionArn, alarms: alarms.length > 0 ? alarms : undefined };
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-stepfunctions-statemachinealias-deploymentpreference.html */
function rules(percentage: number, interval: Duration): Rule[] {
  const minutes = interval.isUnresolved() ? undefined : interval.toMinutes({ integral: false });
  return [
    { prop: 'percentage', value: percentage, holds: wholeNumber(1, 99), must: 'must be a whole number from 1 to 99' },
    { prop: 'interval', value: minutes, holds: wholeNumber(1, 2100), must: 'must be 1 to 2,100 whole minutes' },
  ];
}
