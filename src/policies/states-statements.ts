import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';

/**
 * Step Functions, acting for state machines of this account.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 */
export function stepFunctions(scope: IConstruct): iam.IPrincipal {
  return new iam.ServicePrincipal('states.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': anyStateMachine(scope) },
    },
  });
}

/**
 * The role of a state machine may encrypt and decrypt what the state machine works on.
 *
 * The condition names no single state machine: it does not exist before its role, and CloudFormation chooses its name. `kms:ViaService` would
 * keep executions from starting.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
export function executionsMayUseKey(scope: IConstruct, key: kms.IKey): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': anyStateMachine(scope) } },
  });
}

/**
 * The role of a state machine may encrypt what is on its way to CloudWatch Logs.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
export function executionsMayEncryptLogs(scope: IConstruct, key: kms.IKey): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['kms:GenerateDataKey'], resources: [key.keyArn], conditions: onItsWayToLogs(scope) });
}

/**
 * What delivers logs may decrypt what state machines of this account have sent. The documentation has no condition; this is the encryption context
 * with which it lets the role encrypt, and KMS decrypts with the same context only.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
export function logDeliveryMayDecrypt(scope: IConstruct): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
    actions: ['kms:Decrypt'],
    resources: ['*'],
    conditions: onItsWayToLogs(scope),
  });
}

function onItsWayToLogs(scope: IConstruct) {
  const logsOfTheAccount = Stack.of(scope).formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME });
  return { StringEquals: { 'kms:EncryptionContext:SourceArn': logsOfTheAccount } };
}

function anyStateMachine(scope: IConstruct): string {
  return Stack.of(scope).formatArn({ service: 'states', resource: 'stateMachine', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}
