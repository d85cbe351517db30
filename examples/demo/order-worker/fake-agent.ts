import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import { undoAtEnd } from '../clean-up';

/** The endpoint that ECS gives each task, as far as task protection goes. Before each answer it counts what the task has done. */
export class FakeAgent {
  /** Each call: what was asked for, and what was done by then. */
  public readonly calls: Array<{ readonly asked: boolean; readonly done: number }> = [];
  /** Whether protection is refused, as in a deployment that waits no longer. */
  public refuses = false;

  private readonly server = http.createServer((request, response) => {
    void this.answer(request).then((answer) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer)));
  });

  constructor(private readonly countDone: () => Promise<number>) {}

  /** Listens, and returns what goes into ECS_AGENT_URI. */
  public async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    undoAtEnd(() => { this.server.closeAllConnections(); this.server.close(); });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/task`;
  }

  /** How much was done between being protected and no longer. */
  public get doneWhileProtected(): number {
    return this.calls.reduce((sum, { asked, done }, index) => sum + (asked ? 0 : done - (this.calls[index - 1]?.done ?? done)), 0);
  }

  private async answer(request: http.IncomingMessage): Promise<object> {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.method !== 'PUT' || request.url !== '/api/task/task-protection/v1/state') return { error: { Code: 'NotFound', Message: request.url } };
    const { ProtectionEnabled: asked } = JSON.parse(body);
    if (asked && this.refuses) return { failure: { Reason: 'DEPLOYMENT_BLOCKED' } };
    this.calls.push({ asked, done: await this.countDone() });
    return { protection: { ProtectionEnabled: asked } };
  }
}
