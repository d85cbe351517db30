import * as https from 'node:https';
import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeployedStack } from './deployed-stack';

/** Sends one message for each mark through the service's own API. */
export type Send = (stack: DeployedStack, marks: readonly string[]) => Promise<void>;

const each = (sendOne: (stack: DeployedStack, mark: string) => Promise<unknown>): Send => async (stack, marks) => {
  for (const mark of marks) await sendOne(stack, mark);
};

export const publish = each(({ clients, id }, mark) => clients.sns.send(new PublishCommand({ TopicArn: id('Topic'), Message: mark })));

export const sendMessages = each(({ clients, id }, mark) => clients.sqs.send(new SendMessageCommand({
  QueueUrl: id('Queue'), MessageBody: mark,
})));

export const putObjects = each(({ clients, id }, mark) => clients.s3.send(new PutObjectCommand({ Bucket: id('Bucket'), Key: mark, Body: mark })));

export const putEvents = each(({ clients }, mark) => clients.eventBridge.send(new PutEventsCommand({
  Entries: [{ Source: 'shop.orders', DetailType: 'Placed', Detail: JSON.stringify({ mark }) }],
})));

export const putItems = each(({ clients, id }, mark) => clients.dynamodb.send(new PutItemCommand({
  TableName: id('Table'), Item: { id: { S: mark } },
})));

/** The data of a record is encoded where it arrives, the partition key is not. */
export const putRecords = (streamId: string) => each(({ clients, id }, mark) => clients.kinesis.send(new PutRecordCommand({
  StreamName: id(streamId), PartitionKey: mark, Data: Buffer.from(mark),
})));

export const invoke = each(({ clients, id }, mark) => clients.lambda.send(new InvokeCommand({
  FunctionName: id('Function'), InvocationType: 'Event', Payload: JSON.stringify({ mark }),
})));

export const startExecutions = (logicalId: string) => each(({ clients, id }, mark) => clients.stepFunctions.send(new StartExecutionCommand({
  stateMachineArn: id(logicalId), name: mark,
})));

/** An alarm that is in ALARM already would not act again. */
export const setAlarm = each(async ({ clients, id }, mark) => {
  for (const StateValue of ['OK', 'ALARM'] as const) {
    await clients.cloudWatch.send(new SetAlarmStateCommand({ AlarmName: id('Alarm'), StateValue, StateReason: `${StateValue} ${mark}` }));
  }
});

/** What the API answers is not looked at: what counts is what arrives. */
export const request = (method: string, path: string) => each(async ({ endpoint, agent, id }, mark) => {
  const url = `${endpoint}/_aws/execute-api/${id('Api')}/prod${path}`;
  await new Promise<void>((resolve, reject) => {
    const headers = { 'Authorization': 'Bearer anybody', 'Content-Type': 'application/json', 'X-Mark': mark };
    https.request(url, { method, agent, headers }, (response) => response.resume().once('end', resolve))
      .once('error', reject)
      .end(method === 'GET' ? undefined : JSON.stringify({ mark }));
  });
});

/** The schedule of the template sends by itself. */
export const nothing: Send = async () => {};
