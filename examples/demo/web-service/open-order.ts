import * as http from 'node:http';
import { WebAnswer } from './web-program';
import { sleep } from '../poll';

/** Sends half of an order, and returns how to send the other half. */
export async function openOrder(url: string, order: string): Promise<{ finish: () => Promise<WebAnswer & { connection?: string }> }> {
  const half = order.length / 2;
  const request = http.request(`${url}/orders`, { method: 'POST', agent: new http.Agent({ keepAlive: true }) });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
  // Whoever finishes hears of a failure; until then nobody need.
  answered.catch(() => {});
  request.write(order.slice(0, half));
  // Until the program has begun to read.
  await sleep(300);
  return {
    finish: async () => {
      request.end(order.slice(half));
      const response = await answered;
      let body = '';
      for await (const chunk of response) body += chunk;
      return { status: response.statusCode!, body: JSON.parse(body), connection: response.headers.connection };
    },
  };
}
