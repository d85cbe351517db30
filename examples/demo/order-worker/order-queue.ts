import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { onlyTypes } from '../broken-assembly';
import { say } from '../progress';
import { Stage } from '../scenario';

const STACK = 'OrderWorker';

/** What programs need of the stack on the main emulator. */
const TYPES = ['AWS::KMS::Key', 'AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'AWS::DynamoDB::Table'];

export interface OrderQueue {
  readonly OrdersQueueUrl: string;
  readonly OrdersDeadLetterQueueUrl: string;
  readonly PackedTableName: string;
}

let deployed: Promise<OrderQueue> | undefined;

/** The queues and the table of OrderWorker on the main emulator, which refuses the rest of the stack. */
export async function orderQueue(stage: Stage): Promise<OrderQueue> {
  return deployed ??= deploy(stage);
}

async function deploy({ cli, assembly }: Stage): Promise<OrderQueue> {
  const outputs = await cli.deploy(STACK, onlyTypes(assembly, STACK, TYPES, `${assembly}-${STACK}-queue`));
  say(`deployed the queues, the table and the keys of ${STACK} to the main emulator, for the programs`);
  return outputs as unknown as OrderQueue;
}

/** The ids of the orders that are packed. */
export async function packedOrders(dynamodb: DynamoDBClient, TableName: string): Promise<string[]> {
  const { Items: items = [] } = await dynamodb.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return items.map(({ orderId }) => orderId.S!);
}
