import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand, MetricAlarm, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, DeleteMessageCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { undoAtEnd } from './clean-up';
import { Clients } from './clients';
import { sayTimeIsOver } from './poll';
import { RUN } from './run-id';
import { Patience } from './target';

/** The metric alarms of a stack. */
export async function alarmsOf(stack: string, clients: Clients): Promise<MetricAlarm[]> {
  const names: string[] = [];
  for await (const page of paginateListStackResources({ client: clients.cloudFormation }, { StackName: stack })) {
    const alarms = page.StackResourceSummaries!.filter(({ ResourceType }) => ResourceType === 'AWS::CloudWatch::Alarm');
    names.push(...alarms.map(({ PhysicalResourceId }) => PhysicalResourceId!));
  }
  const { MetricAlarms: alarms = [] } = await clients.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: names, MaxRecords: 100 }));
  return alarms;
}

/** Sets an alarm to ALARM by hand and counts the pages about it that reach a queue subscribed to the topic. */
export async function countPages(clients: Clients, patience: Patience, alarmName: string, topicArn: string): Promise<number> {
  const removals: (() => Promise<unknown>)[] = [];
  const removeProbe = async () => {
    while (removals.length > 0) await removals.pop()!();
  };
  const forget = undoAtEnd(removeProbe);
  try {
    const queueUrl = await subscribeProbe(clients, topicArn, removals);
    // An alarm that is in ALARM already would not page again.
    for (const StateValue of ['OK', 'ALARM'] as const) {
      await clients.cloudWatch.send(new SetAlarmStateCommand({ AlarmName: alarmName, StateValue, StateReason: `set by the demo ${RUN}` }));
    }
    return await countMessages(clients.sqs, queueUrl, patience, (page) =>
      page.AlarmName === alarmName && page.NewStateValue === 'ALARM' && page.NewStateReason.includes(RUN));
  } finally {
    await removeProbe();
    forget();
  }
}

async function subscribeProbe({ sns, sqs }: Clients, topicArn: string, removals: (() => Promise<unknown>)[]): Promise<string> {
  const name = `cdk-keel-demo-probe-${RUN}`;
  const [, partition, , region, account] = topicArn.split(':');
  const queueArn = `arn:${partition}:sqs:${region}:${account}:${name}`;
  const policy = {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    }],
  };
  const { QueueUrl: queueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { Policy: JSON.stringify(policy) } }));
  removals.push(() => sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl })));

  const { SubscriptionArn } = await sns.send(new SubscribeCommand({
    TopicArn: topicArn,
    Protocol: 'sqs',
    Endpoint: queueArn,
    Attributes: { RawMessageDelivery: 'true' },
    ReturnSubscriptionArn: true,
  }));
  removals.push(() => sns.send(new UnsubscribeCommand({ SubscriptionArn })));
  return queueUrl!;
}

async function countMessages(sqs: SQSClient, url: string, patience: Patience, isCounted: (message: any) => boolean): Promise<number> {
  const deadline = Date.now() + patience.arrivalSeconds * 1000;
  let lastArrival = Date.now();
  let count = 0;
  for (;;) {
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 1 }));
    if (message) {
      lastArrival = Date.now();
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message.ReceiptHandle }));
      if (isCounted(JSON.parse(message.Body!))) count += 1;
    }
    if (count > 0 && Date.now() - lastArrival > patience.quietSeconds * 1000) return count;
    if (Date.now() > deadline) {
      if (count === 0) sayTimeIsOver(patience.arrivalSeconds, 'the page', 1, count);
      return count;
    }
  }
}
