import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

/** The ids of the clicks that the consumer has seen, in its order, by device. */
export async function journeysIn(dynamodb: DynamoDBClient, table: string): Promise<Map<string, string[]>> {
  const journeys = new Map<string, string[]>();
  for await (const { Items: items = [] } of paginateScan({ client: dynamodb }, { TableName: table, ConsistentRead: true })) {
    items.forEach(({ device, clicks }) => journeys.set(device.S!, clicks.L!.map(({ S }) => S!)));
  }
  return journeys;
}

/** How many clicks there are in all journeys. */
export async function countClicks(dynamodb: DynamoDBClient, table: string): Promise<number> {
  return [...(await journeysIn(dynamodb, table)).values()].flat().length;
}
