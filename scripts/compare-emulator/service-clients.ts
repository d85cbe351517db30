import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { Clients, makeClients } from '../../examples/demo/clients';
import { Emulator } from '../../examples/demo/emulator';

/** The clients of the demo, and one for each other service that sends or receives here. */
export interface ServiceClients extends Clients {
  readonly dynamodb: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly stepFunctions: SFNClient;
}

export function makeServiceClients({ agent }: Emulator): ServiceClients {
  const clients = makeClients({ requestHandler: { httpsAgent: agent } });
  // Kinesis would speak HTTP/2, with a handler that does not know the agent.
  const { requestHandler } = clients.sqs.config;
  return {
    ...clients,
    dynamodb: new DynamoDBClient({ requestHandler }),
    eventBridge: new EventBridgeClient({ requestHandler }),
    kinesis: new KinesisClient({ requestHandler }),
    lambda: new LambdaClient({ requestHandler }),
    s3: new S3Client({ requestHandler, forcePathStyle: true }),
    stepFunctions: new SFNClient({ requestHandler }),
  };
}
