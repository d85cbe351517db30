import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { Clients } from '../../examples/demo/clients';

/** Clients of what the demo does not talk to. */
export interface ServiceClients extends Clients {
  readonly firehose: FirehoseClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly logs: CloudWatchLogsClient;
}

/** They use the connections of the demo's clients, which trust the emulator. */
export function serviceClients(clients: Clients): ServiceClients {
  const { requestHandler } = clients.sqs.config;
  return {
    ...clients,
    firehose: new FirehoseClient({ requestHandler }),
    iam: new IAMClient({ requestHandler }),
    kms: new KMSClient({ requestHandler }),
    logs: new CloudWatchLogsClient({ requestHandler }),
  };
}
