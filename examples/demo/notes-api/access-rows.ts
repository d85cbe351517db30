import { Cast, ORIGIN } from './cast';
import { tokenOfForeignPool } from './foreign-pool';
import { forgedTokens } from './forged-tokens';
import { Tokens } from './managed-login';
import { Caller, said } from './notes-caller';
import { say } from '../progress';

const UNAUTHORIZED = '401 Unauthorized';

const CALLS_AT_ONCE = 10;

/** Calls the API with every token and key but the right ones, and with those. */
export async function accessRows(cast: Cast, { access_token: token, id_token: idToken }: Tokens, signInToken: string): Promise<void> {
  const { stage: { target: { clients }, tally }, api, webKey: apiKey } = cast;
  const list = async (what: string, expected: string, caller: Caller, how = 'GET /notes, with an API key') => {
    const answer = await api.call('GET', '/notes', caller);
    tally.count(what, expected, said(answer), how);
    return answer;
  };
  const { headers } = await list('no token', UNAUTHORIZED, { apiKey });
  tally.count('no token: the page may read the error', ORIGIN, headers['access-control-allow-origin'] ?? 'no', 'header of that answer of API Gateway itself');
  await list('no token, and no text that could be one', UNAUTHORIZED, { apiKey, token: 'let me in' });
  for (const [kind, forged] of Object.entries(forgedTokens(token))) await list(`a token ${kind}`, UNAUTHORIZED, { apiKey, token: forged });
  await list('a token of another pool, same scopes', UNAUTHORIZED, { apiKey, token: await tokenOfForeignPool(clients) });
  await list('an ID token', UNAUTHORIZED, { apiKey, token: idToken });
  await list('a token without a scope of the API', UNAUTHORIZED, { apiKey, token: signInToken });

  const { access_token: ofProgram } = JSON.parse((await cast.programLogin.clientCredentials('notes/read')).text);
  await list('the program, with the scope to read', '200 {"notes":[]}', { apiKey, token: ofProgram });
  const written = await api.call('POST', '/notes', { apiKey, token: ofProgram }, { text: 'by a program' });
  tally.count('the program, without the scope to write', UNAUTHORIZED, said(written), 'POST /notes, with an API key');
  await list('the right token', '200 {"notes":[]}', { apiKey, token });
  await list('the right token, no API key', '403 Forbidden', { token }, 'GET /notes');
  await list('the right token, an API key of nobody', '403 Forbidden', { token, apiKey: `${apiKey}0` }, 'GET /notes');
  await list('an API key is no authorisation', UNAUTHORIZED, { apiKey }, 'GET /notes');
  const preflight = await api.preflight('/notes', ORIGIN);
  const allowed = preflight.headers['access-control-allow-origin'] ?? 'nobody';
  tally.count('preflight of the page, no token', `204 ${ORIGIN}`, `${preflight.status} ${allowed}`, 'OPTIONS /notes');
  say('called with every token and key but the right ones, and with those');
  await throttleRows(cast, token);
}

/** The plan of the trial key lets 5 requests through at once, and one a minute. */
async function throttleRows({ stage: { tally }, api, webKey, trialKey }: Cast, token: string): Promise<void> {
  const answers = await Promise.all(Array.from({ length: CALLS_AT_ONCE }, () => api.call('GET', '/notes', { token, apiKey: trialKey })));
  const count = (expected: string) => answers.filter((answer) => said(answer) === expected).length;
  const how = `${CALLS_AT_ONCE} requests at once with the trial key: 5, and one a minute`;
  tally.count('trial key: answered', 5, count('200 {"notes":[]}'), how);
  tally.count('trial key: throttled', 5, count('429 Too Many Requests'), 'the same: status 429');
  const other = await api.call('GET', '/notes', { token, apiKey: webKey });
  tally.count('the key of the own page meanwhile', '200 {"notes":[]}', said(other), 'GET /notes');
  say(`throttled ${count('429 Too Many Requests')} of ${CALLS_AT_ONCE} requests with the trial key`);
}
