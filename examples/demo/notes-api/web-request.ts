import { Clients } from '../clients';

export interface WebRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/** Sends what a browser or a program would send, over the connections of the SDK's clients, which trust the emulator. */
export async function sendToEmulator({ apiGateway }: Clients, { method, path, query = {}, headers = {}, body }: WebRequest): Promise<WebAnswer> {
  const { protocol, hostname, port, host } = new URL(process.env.AWS_ENDPOINT_URL!);
  const { requestHandler } = apiGateway.config;
  const request = { protocol, hostname, port: Number(port), method, path, query, headers: { host, ...headers }, body };
  const { response } = await requestHandler.handle(request as Parameters<typeof requestHandler.handle>[0]);
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') };
}

/** The body of a form. */
export function form(fields: Record<string, string>): Pick<WebRequest, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() };
}
