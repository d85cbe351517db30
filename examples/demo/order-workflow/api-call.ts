import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Clients } from '../clients';

/** A request to the one stage of an API. */
export interface ApiCall {
  readonly apiId: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** Leaves out who calls. */
  readonly unsigned?: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: any;
}

/** Calls an API of the emulator, with the credentials and the connections that a client of the SDK has. */
export async function callApi({ config }: APIGatewayClient, { apiId, method, path, body, unsigned }: ApiCall): Promise<ApiAnswer> {
  const { protocol, hostname, port, host } = new URL(process.env.AWS_ENDPOINT_URL!);
  const request = {
    protocol,
    hostname,
    port: Number(port),
    method,
    path: `/_aws/execute-api/${apiId}/prod${path}`,
    query: {},
    headers: { host, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  };
  const sent = unsigned ? request : await (await config.signer()).sign(request, { signingService: 'execute-api' });
  const { response } = await config.requestHandler.handle(sent as Parameters<typeof config.requestHandler.handle>[0]);
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode, body: text === '' ? undefined : JSON.parse(text) };
}

/** A client for calls with the rights of a role. */
export async function clientAs({ apiGateway, sts }: Clients, roleArn: string, name: string): Promise<APIGatewayClient> {
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: name }));
  const credentials = { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken };
  return new APIGatewayClient({ credentials, requestHandler: apiGateway.config.requestHandler });
}
