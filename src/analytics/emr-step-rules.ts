import { ActionOnFailure } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { EmrStep } from './emr-step';
import { matches, Rule } from '../validation/check-props';

/**
 * What EMR takes as a name.
 * @see https://docs.aws.amazon.com/emr/latest/APIReference/API_StepConfig.html
 */
function nameRule(prop: string, name: string): Rule {
  return matches(prop, name, /^[^\p{Cc}\p{Cs}]{1,256}$/u, 'be 1 to 256 characters, none of which controls a terminal');
}

/**
 * What a step must fulfil on a cluster with these applications that runs so many at a time.
 * @see https://docs.aws.amazon.com/emr/latest/APIReference/API_StepConfig.html
 */
export function stepRules(id: string, step: EmrStep, actionOnFailure: ActionOnFailure, applications: string[], stepConcurrency: number): Rule[] {
  return [
    nameRule('id', id),
    {
      prop: 'actionOnFailure',
      value: actionOnFailure,
      holds: (action: ActionOnFailure) => stepConcurrency === 1 || action === ActionOnFailure.CONTINUE,
      must: `must be CONTINUE where steps run at the same time (stepConcurrency is ${stepConcurrency}), because EMR refuses all else`,
    },
    {
      prop: 'step',
      value: step._application,
      holds: (application: string) => applications.includes(application),
      must: `must be of an application of the cluster, which has ${applications.join(', ')}`,
    },
  ];
}

/** @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-bootstrap.html */
export function bootstrapRules(name: string, actions: number): Rule[] {
  return [
    nameRule('name', name),
    { prop: 'name', value: actions, holds: (count: number) => count < 16, must: 'must be one of at most 16' },
  ];
}
