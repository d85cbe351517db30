import {
  DescribeExecutionCommand, DescribeExecutionCommandOutput, HistoryEvent, ListExecutionsCommand, paginateGetExecutionHistory, SFNClient,
} from '@aws-sdk/client-sfn';
import { countUntil } from '../poll';

/** An execution as it was at the end, with all its events. */
export interface Execution {
  readonly arn: string;
  readonly status: string;
  readonly input: any;
  readonly events: HistoryEvent[];
}

export async function readExecution(client: SFNClient, executionArn: string): Promise<Execution> {
  const { status, input }: DescribeExecutionCommandOutput = await client.send(new DescribeExecutionCommand({ executionArn }));
  return { arn: executionArn, status: status!, input: JSON.parse(input!), events: await historyOf(client, executionArn) };
}

export async function historyOf(client: SFNClient, executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client }, { executionArn, maxResults: 1000 })) events.push(...page.events!);
  return events;
}

export async function listExecutions(client: SFNClient, stateMachineArn: string): Promise<{ arn: string; status: string }[]> {
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }));
  return executions.map(({ executionArn, status }) => ({ arn: executionArn!, status: status! }));
}

/** Waits until so many executions have ended, and returns all of them. */
export async function untilEnded(client: SFNClient, stateMachineArn: string, expected: number, seconds: number): Promise<Execution[]> {
  await countUntil(expected, seconds, 'the ends of executions', async () => (
    (await listExecutions(client, stateMachineArn)).filter(({ status }) => status !== 'RUNNING').length
  ));
  const all = await listExecutions(client, stateMachineArn);
  return Promise.all(all.map(({ arn }) => readExecution(client, arn)));
}
