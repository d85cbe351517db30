import { Stack } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsWorkflow } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  new StepFunctionsWorkflow(stack, id, { definition: sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}') });
}
