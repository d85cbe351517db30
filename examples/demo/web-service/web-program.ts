import * as path from 'node:path';
import { freePort } from '../free-port';
import { LocalProgram } from '../local-program';
import { Stage } from '../scenario';

export const RECEIPT_KEY = 'key of the receipts';

export interface WebAnswer {
  readonly status: number;
  readonly body: any;
}

export interface WebProgram {
  readonly program: LocalProgram;
  readonly url: string;
  get(page: string): Promise<WebAnswer>;
  post(order: object | string): Promise<WebAnswer>;
}

/** Starts the web program on a free port of this machine. */
export async function startWeb({ root, scratch }: Stage, QUEUE_URL: string): Promise<WebProgram> {
  const port = await freePort();
  const program = new LocalProgram(path.join(root, 'examples', 'web-service', 'web', 'web.js'), scratch, {
    HOST: '127.0.0.1', PORT: `${port}`, QUEUE_URL, RECEIPT_KEY,
  });
  await program.saying('listening', 20);
  const url = `http://127.0.0.1:${port}`;
  const ask = async (page: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${page}`, init);
    return { status: response.status, body: await response.json() as any };
  };
  return {
    program,
    url,
    get: (page) => ask(page),
    post: (order) => ask('/orders', { method: 'POST', body: typeof order === 'string' ? order : JSON.stringify(order) }),
  };
}
