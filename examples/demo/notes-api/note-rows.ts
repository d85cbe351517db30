import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { Cast } from './cast';
import { Tokens } from './managed-login';
import { NotesAnswer, said } from './notes-caller';
import { say } from '../progress';

/** Writes, reads, changes and removes notes of two users, and counts them in the table. */
export async function noteRows(cast: Cast, { access_token: ofAda }: Tokens): Promise<void> {
  const { stage: { target: { clients }, outputs, tally }, api, webKey: apiKey } = cast;
  const { access_token: ofBob } = await cast.login.tokensOf(cast.bob);
  const { access_token: ofProgram } = JSON.parse((await cast.programLogin.clientCredentials('notes/read')).text);
  const ada = (method: string, path: string, body?: object) => api.call(method, path, { token: ofAda, apiKey }, body);
  const bob = (method: string, path: string, body?: object) => api.call(method, path, { token: ofBob, apiKey }, body);
  const row = (what: string, expected: string, answer: NotesAnswer, how: string) => tally.count(what, expected, said(answer), how);
  const items = async () => (await clients.dynamodb.send(new ScanCommand({ TableName: outputs.TableName, Select: 'COUNT' }))).Count!;

  const bread = await ada('POST', '/notes', { text: 'bread' });
  row('create: Ada', '201 bread', bread, 'POST /notes');
  row('create: Ada, another one', '201 milk "and" crème', await ada('POST', '/notes', { text: 'milk "and" crème' }), 'POST /notes');
  row('create: Bob', '201 nails', await bob('POST', '/notes', { text: 'nails' }), 'POST /notes');
  row('create: a body that is no note', '400 Invalid request body', await ada('POST', '/notes', { txt: 'bread' }), 'POST /notes');
  row('create: a body that is not JSON', '400 Invalid request body', await ada('POST', '/notes'), 'POST /notes without a body');
  tally.count('items in the table', 3, await items(), 'Scan');

  const path = `/notes/${bread.body.id}`;
  row('read', '200 bread', await ada('GET', path), 'GET /notes/{id}');
  row('read: by Bob, who does not own it', '404 no such note', await bob('GET', path), 'GET /notes/{id}');
  row('update', '200 brown bread', await ada('PUT', path, { text: 'brown bread' }), 'PUT /notes/{id}');
  row('update: a body that is no note', '400 Invalid request body', await ada('PUT', path, {}), 'PUT /notes/{id}');
  row('update: read again', '200 brown bread', await ada('GET', path), 'GET /notes/{id}');
  row('update: by Bob', '404 no such note', await bob('PUT', path, { text: 'stone' }), 'PUT /notes/{id}');
  row('delete: by Bob', '404 no such note', await bob('DELETE', path), 'DELETE /notes/{id}');
  const { status, body: { notes = [] } } = await ada('GET', '/notes');
  const texts = notes.map(({ text }: { text: string }) => text).sort().join(', ');
  tally.count('list: Ada', '200 brown bread, milk "and" crème', `${status} ${texts}`, 'GET /notes');

  row('count: by Ada, an editor', '200 {"notes":3}', await ada('GET', '/count'), 'GET /count; cognito:groups in her token');
  row('count: by Bob, who is in no group', '403 for editors only', await bob('GET', '/count'), 'GET /count');
  row('count: by the program', '200 {"notes":3}', await api.call('GET', '/count', { token: ofProgram, apiKey }), 'GET /count');
  row('delete', '200 brown bread', await ada('DELETE', path), 'DELETE /notes/{id}');
  row('delete: read again', '404 no such note', await ada('GET', path), 'GET /notes/{id}');
  tally.count('items left in the table', 2, await items(), 'Scan');
  say('wrote, read, changed and removed notes of two users');
}
