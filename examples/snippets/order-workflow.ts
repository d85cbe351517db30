import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { AlarmTopic, FailureTarget, QueueWithDlq, StepFunctionsWorkflow, WorkflowDeployment } from 'cdk-keel';

/** Takes orders: charges, then asks the warehouse. */
export function orderWorkflow(stack: Stack, chargeFunction: lambda.IFunction, pages: AlarmTopic): StepFunctionsWorkflow {
  const warehouse = new QueueWithDlq(stack, 'Warehouse');
  const charge = new tasks.LambdaInvoke(stack, 'Charge', { lambdaFunction: chargeFunction, outputPath: '$.Payload' });
  const pack = new tasks.SqsSendMessage(stack, 'Pack', { queue: warehouse.queue, messageBody: sfn.TaskInput.fromJsonPathAt('$') });

  const order = new StepFunctionsWorkflow(stack, 'Order', {
    definition: sfn.DefinitionBody.fromChainable(charge.next(pack)),
    timeout: Duration.minutes(15),
  });
  order.notifyFailures(FailureTarget.topic(pages.topic));
  order.startFromRule(new events.Rule(stack, 'Ordered', { eventPattern: { source: ['shop'], detailType: ['Ordered'] } }));
  order.addAlias(WorkflowDeployment.canary(10, Duration.minutes(10)));
  return order;
}
