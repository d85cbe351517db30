import { GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { accessRows } from './access-rows';
import { assemble } from './cast';
import { identityRows } from './identity-rows';
import { noteRows } from './note-rows';
import { setRequestValidator } from './request-validator';
import { signInRows } from './sign-in-rows';
import { alarmsOf } from '../alarm-routing';
import { readTemplate } from '../broken-assembly';
import { Scenario, Stage } from '../scenario';

const STACK = 'NotesApi';

export const NOTES_API: Scenario = {
  stack: STACK,
  summary: 'sign-in, tokens right and wrong, notes, API keys, and AWS credentials of guests and users',
  checkedOnly: {
    emulator: [
      'own folders and own items of identities (grantOwnObjects, grantOwnItems): it knows no policy variables and no leading keys, and refuses all of them',
      'the role of a group from the identity pool: it does not look at role mappings; that the group stands in the token is run',
      'the trust of the roles of the identity pool: it does not look at it',
      'the first sign-in, which must register a second factor: it lets in who has none yet; its pages of managed login never ask for one; passkeys',
      'the style of managed login, alarms on metric math: it refuses them, so the stack is deployed without them',
      'access log, execution log and X-Ray of the API: it writes none',
      'TLS 1.2 or later: it answers at one address of its own',
      'that API Gateway may invoke the functions, and whom their permissions let in: it does not ask',
      'KMS: it asks no service for a right on the key',
      'tokens that have expired: the shortest lives 5 minutes',
      'the validator of requests: its CloudFormation drops it, the run sets it by hand as the template says',
    ],
  },
  run: notesRun,
};

/** Lets users, a program and guests as far into the deployed stack as they may come, and tries to get further. */
async function notesRun(stage: Stage): Promise<void> {
  const { target: { clients }, outputs, assembly } = stage;
  await setRequestValidator(clients, outputs.ApiId, readTemplate(assembly, STACK));
  await accountRows(stage);
  const cast = await assemble(stage);
  const signInToken = await signInRows(cast);
  const tokens = await cast.login.tokensOf(cast.ada);
  await accessRows(cast, tokens, signInToken);
  await noteRows(cast, tokens);
  await identityRows(cast, tokens);
}

async function accountRows({ target: { clients }, outputs, tally }: Stage): Promise<void> {
  const alarms = await alarmsOf(STACK, clients);
  const routed = alarms.filter(({ AlarmActions }) => AlarmActions?.includes(outputs.PagesTopicArn));
  tally.count('alarms routed to Pages', alarms.length, routed.length, 'each alarm of the stack has the topic as an action');
  const { cloudwatchRoleArn = '' } = await clients.apiGateway.send(new GetAccountCommand({}));
  tally.count('roles with which API Gateway logs', 1, Number(cloudwatchRoleArn.includes(`/${STACK}-`)), 'GetAccount names the role of the stack');
}
