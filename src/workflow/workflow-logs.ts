import { Aws, Fn, Names, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { addStatement } from '../policies/add-statement';
import { logsMayUseKey } from '../policies/logs-statements';

/**
 * Log groups with other names each need room in the resource policy of CloudWatch Logs, of which an account has little.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
const PREFIX = '/aws/vendedlogs/states/';

/** The log group of a workflow. No other stack has one of its name, and neither has a later stack of this name, if this log group is retained. */
export function workflowLogGroup(workflow: Construct, key: kms.IKey, removalPolicy: RemovalPolicy): logs.LogGroup {
  addStatement(key, logsMayUseKey(workflow, `${PREFIX}*`), workflow, 'cdk-keel:StepFunctionsWorkflow.keyPolicy');
  return new logs.LogGroup(workflow, 'LogGroup', {
    logGroupName: `${PREFIX}${Names.uniqueResourceName(workflow, { separator: '-', maxLength: 200 })}-${uniqueToTheStack()}`,
    retention: logs.RetentionDays.ONE_MONTH,
    encryptionKey: key,
    removalPolicy,
  });
}

/** The first part of the UUID in the id of the stack, `arn:…:stack/name/uuid`. */
function uniqueToTheStack(): string {
  return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
}
