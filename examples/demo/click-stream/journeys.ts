import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

/** The ids of the clicks that the consumer has seen, in its order, by device. */
export async function journeysIn(dynamodb: DynamoDBClient, table: string): Promise<Map<string, string[]>> {
  return idsIn(dynamodb, table, 'clicks');
}

/** How many clicks with an id the consumer was handed again once their journey had them. */
export async function countAgain(dynamodb: DynamoDBClient, table: string, id: string): Promise<number> {
  return [...(await idsIn(dynamodb, table, 'cameAgain')).values()].flat().filter((again) => again === id).length;
}

/** How many clicks there are in all journeys. */
export async function countClicks(dynamodb: DynamoDBClient, table: string): Promise<number> {
  return [...(await journeysIn(dynamodb, table)).values()].flat().length;
}

async function idsIn(dynamodb: DynamoDBClient, table: string, list: 'clicks' | 'cameAgain'): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  for await (const { Items: items = [] } of paginateScan({ client: dynamodb }, { TableName: table, ConsistentRead: true })) {
    items.forEach((journey) => ids.set(journey.device.S!, journey[list].L!.map(({ S }) => S!)));
  }
  return ids;
}
