import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { warn } from '../validation/warn';

/** A resource, or a key, whose policy may or may not be ours to change. */
export interface WithPolicy extends IConstruct {
  addToResourcePolicy(statement: iam.PolicyStatement, allowNoOp?: boolean): iam.AddToResourcePolicyResult;
}

/**
 * Adds the statement to the policy of the resource. Where the resource is imported and its policy cannot be changed from here,
 * a warning shows the statement that its owner has to add: without it messages would vanish with no trace.
 */
export function addStatement(
  resource: WithPolicy,
  statement: iam.PolicyStatement,
  warnOn: IConstruct,
  warningId: string,
): iam.AddToResourcePolicyResult {
  const result = resource.addToResourcePolicy(statement, true);
  if (!result.statementAdded) {
    const json = JSON.stringify(Stack.of(warnOn).resolve(statement.toStatementJson()));
    warn(warnOn, warningId, `The policy of '${resource.node.path}' cannot be changed from here. Let its owner add this statement: ${json}`);
  }
  return result;
}
