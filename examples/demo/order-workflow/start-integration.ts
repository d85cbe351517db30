import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import * as net from 'node:net';
import { CreateDeploymentCommand, GetIntegrationCommand, GetResourcesCommand, PutIntegrationCommand } from '@aws-sdk/client-api-gateway';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { undoAtEnd } from '../clean-up';
import { Clients } from '../clients';

/**
 * The emulator knows no integration with Step Functions: a server on this machine takes its place at the route. It does what API Gateway documents, with the
 * templates that were deployed. Returns the type of integration that was there.
 */
export async function standInForStart(clients: Clients, restApiId: string, path: string): Promise<string> {
  const { apiGateway } = clients;
  const { items = [] } = await apiGateway.send(new GetResourcesCommand({ restApiId, limit: 500 }));
  const route = { restApiId, resourceId: items.find((resource) => resource.path === path)!.id, httpMethod: 'POST' };
  const { requestTemplates, integrationResponses, type, uri } = await apiGateway.send(new GetIntegrationCommand(route));
  const accepted = Object.values(integrationResponses!).find(({ selectionPattern }) => !selectionPattern)!;

  const port = await serve(async (body) => {
    const requestId = randomUUID();
    const call = JSON.parse(fillTemplate(requestTemplates!['application/json'], requestId, body));
    await clients.stepFunctions.send(new StartExecutionCommand(call));
    return { status: Number(accepted.statusCode), body: fillTemplate(accepted.responseTemplates!['application/json'], requestId, body) };
  });
  await apiGateway.send(new PutIntegrationCommand({
    ...route, type: 'HTTP_PROXY', integrationHttpMethod: 'POST', uri: `http://127.0.0.1:${port}/`,
  }));
  await apiGateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }));
  return `${type} ${uri!.split(':').slice(4).join(':')}`;
}

/** The expressions that the templates of `RouteTarget.startWorkflow` have. */
const REQUEST_ID = '$context.requestId';
const INPUT = '$util.escapeJavaScript($input.json(\'$\')).replaceAll("\\\\\'", "\'")';

function fillTemplate(template: string, requestId: string, body: string): string {
  if (template.replaceAll(INPUT, '').replaceAll(REQUEST_ID, '').includes('$')) throw new Error(`the stand-in does not know this template: ${template}`);
  const input = escapeJavaScript(JSON.stringify(JSON.parse(body))).replaceAll("\\'", "'");
  return template.replaceAll(REQUEST_ID, requestId).replaceAll(INPUT, () => input);
}

/** As the function of Apache Commons that API Gateway names: also the apostrophe, and all that is not ASCII. */
function escapeJavaScript(text: string): string {
  return text
    .replace(/[\\"'/]/g, (character) => `\\${character}`)
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}

async function serve(answer: (body: string) => Promise<{ status: number; body: string }>): Promise<number> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, body } = await answer(Buffer.concat(chunks).toString('utf8')).catch((error) => ({ status: 502, body: JSON.stringify(`${error}`) }));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  undoAtEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as net.AddressInfo).port;
}
