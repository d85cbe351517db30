import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { Clients } from '../clients';

const HOUR = 3_600_000;

/** How many calls of a function were throttled. */
export async function countThrottles({ cloudWatch }: Clients, functionName: string): Promise<number> {
  const { Datapoints: datapoints = [] } = await cloudWatch.send(new GetMetricStatisticsCommand({
    Namespace: 'AWS/Lambda',
    MetricName: 'Throttles',
    Dimensions: [{ Name: 'FunctionName', Value: functionName }],
    StartTime: new Date(Date.now() - HOUR),
    EndTime: new Date(Date.now() + HOUR),
    Period: 60,
    Statistics: ['Sum'],
  }));
  return datapoints.reduce((sum, { Sum }) => sum + Sum!, 0);
}

/** Lets nobody invoke the function. */
export async function throttle({ lambda }: Clients, functionName: string): Promise<void> {
  await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions: 0 }));
}

export async function endThrottling({ lambda }: Clients, functionName: string): Promise<void> {
  await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName }));
}
