import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { DeployedStack } from './deployed-stack';

/** Reads what has arrived since the last look, through the receiver's own API. */
export type Look = (stack: DeployedStack) => Promise<string[]>;

export const inQueue = (logicalId: string): Look => async ({ clients, id }) => {
  const QueueUrl = id(logicalId);
  const { Messages: messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
  for (const { ReceiptHandle } of messages) await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return messages.map(({ Body }) => Body!);
};

/** All objects each time. */
export const inBucket: Look = async ({ clients, id }) => {
  const Bucket = id('Bucket');
  const { Contents: objects = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket }));
  return Promise.all(objects.map(async ({ Key }) => {
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
    return Body!.transformToString();
  }));
};

/** The inputs of all executions each time. */
export const inExecutionsOf = (logicalId: string): Look => async ({ clients, id }) => {
  const { executions = [] } = await clients.stepFunctions.send(new ListExecutionsCommand({ stateMachineArn: id(logicalId) }));
  return Promise.all(executions.map(async ({ executionArn }) => {
    const { input } = await clients.stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    return `${executionArn} ${input}`;
  }));
};
