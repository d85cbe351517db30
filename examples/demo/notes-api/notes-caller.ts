import { sendToEmulator } from './web-request';
import { Clients } from '../clients';

/** What a caller shows: a token, an API key, both or neither. */
export interface Caller {
  readonly token?: string;
  readonly apiKey?: string;
}

export interface NotesAnswer {
  readonly status: number;
  readonly body: any;
  readonly headers: Record<string, string>;
}

/** Calls the stage of an API of the emulator. */
export class NotesCaller {
  constructor(private readonly clients: Clients, private readonly apiId: string) {}

  public async call(method: string, path: string, { token, apiKey }: Caller, body?: object): Promise<NotesAnswer> {
    const { status, headers, text } = await sendToEmulator(this.clients, {
      method,
      path: `/_aws/execute-api/${this.apiId}/prod${path}`,
      headers: {
        ...token === undefined ? {} : { authorization: token },
        ...apiKey === undefined ? {} : { 'x-api-key': apiKey },
        ...body === undefined ? {} : { 'content-type': 'application/json' },
      },
      body: body && JSON.stringify(body),
    });
    return { status, headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** What a browser asks before it sends a request of a page of another origin. */
  public async preflight(path: string, origin: string): Promise<NotesAnswer> {
    const { status, headers } = await sendToEmulator(this.clients, {
      method: 'OPTIONS',
      path: `/_aws/execute-api/${this.apiId}/prod${path}`,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
    return { status, headers, body: undefined };
  }
}

/** Status and body of an answer, for the table. */
export function said({ status, body }: NotesAnswer): string {
  const { message, text } = body ?? {};
  return `${status} ${message ?? text ?? JSON.stringify(body)}`;
}
