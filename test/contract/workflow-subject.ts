import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { Outside } from './outside';
import type { Subject } from './subjects';
import { FailureTarget, StepFunctionsWorkflow, WorkflowDeployment, WorkflowLogging } from '../../src';

/** A definition of one state. */
export const ONE_STATE = sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');

/** A definition of one task that calls a function. */
export const ONE_TASK = sfn.DefinitionBody.fromString(
  '{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:lambda:eu-west-1:111111111111:function:ask","End":true}}}',
);

export const STEP_FUNCTIONS_WORKFLOW: Subject = {
  minimal: (scope, id) => new StepFunctionsWorkflow(scope, id, { definition: ONE_STATE }),
  full: {
    'everything on': (scope, id, outside) => {
      const made = new StepFunctionsWorkflow(scope, id, {
        definition: statesOf(outside),
        queryLanguage: sfn.QueryLanguage.JSON_PATH,
        timeout: Duration.minutes(30),
        logging: WorkflowLogging.errors({ includeExecutionData: true }),
        alarms: { ExecutionsAborted: { enabled: false }, ExecutionTime: { threshold: 600_000, evaluationPeriods: 3 } },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      made.notifyFailures(FailureTarget.queue(outside.queue));
      made.startOnSchedule('Nightly', scheduler.ScheduleExpression.rate(Duration.days(1)), { input: scheduler.ScheduleTargetInput.fromObject({ all: true }) });
      made.addAlias(WorkflowDeployment.canary(10, Duration.minutes(10)));
      return withStarts(made, outside);
    },
    'express with own key': (scope, id, outside) => {
      const made = new StepFunctionsWorkflow(scope, id, {
        definition: sfn.DefinitionBody.fromString('{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"${Function}","End":true}}}'),
        definitionSubstitutions: { Function: outside.fn.functionArn },
        stateMachineType: sfn.StateMachineType.EXPRESS,
        retryTransientErrors: false,
        encryptionKey: outside.key,
      });
      const actions = ['lambda:InvokeFunction'];
      made.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [outside.fn.functionArn, `${outside.fn.functionArn}:*`] }));
      return withStarts(made, outside);
    },
  },
};

/** States belong to the app, which makes them before the workflow. */
function statesOf(outside: Outside): sfn.DefinitionBody {
  const states = new Construct(outside, 'States');
  const send = new tasks.SqsSendMessage(states, 'Send', { queue: outside.queue, messageBody: sfn.TaskInput.fromJsonPathAt('$') });
  return sfn.DefinitionBody.fromChainable(send.next(new tasks.LambdaInvoke(states, 'Invoke', { lambdaFunction: outside.fn })));
}

function withStarts(made: StepFunctionsWorkflow, outside: Outside): StepFunctionsWorkflow {
  made.startFromRule(new events.Rule(outside, 'Rule', { eventPattern: { source: ['shop'] } }));
  made.startFromQueue('FromQueue', outside.queue, { batchSize: 100, maxBatchingWindow: Duration.seconds(5) });
  made.grantStartExecution(outside.role);
  made.grantTaskKey(outside.key);
  made.alarms.health();
  return made;
}
