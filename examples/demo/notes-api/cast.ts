import { GetApiKeyCommand } from '@aws-sdk/client-api-gateway';
import { Administrator } from './administrator';
import { ManagedLogin } from './managed-login';
import { NotesCaller } from './notes-caller';
import { User } from './sign-in';
import { say } from '../progress';
import { Stage } from '../scenario';

export const ORIGIN = 'https://notes.example.com';

/** Who takes part, and what they have. */
export interface Cast {
  readonly stage: Stage;
  readonly api: NotesCaller;
  readonly administrator: Administrator;
  readonly login: ManagedLogin;
  readonly programLogin: ManagedLogin;
  /** In the group editors. */
  readonly ada: User;
  readonly bob: User;
  readonly webKey: string;
  readonly trialKey: string;
}

export async function assemble(stage: Stage): Promise<Cast> {
  const { target: { clients }, outputs } = stage;
  const administrator = new Administrator(clients.cognitoUserPools, outputs.UserPoolId);
  const [ada, bob] = [await administrator.createUser('ada'), await administrator.createUser('bob')];
  await administrator.addToGroup(ada, outputs.EditorsGroupName);
  const keyOf = async (apiKey: string) => (await clients.apiGateway.send(new GetApiKeyCommand({ apiKey, includeValue: true }))).value!;
  const loginOf = async (clientId: string) => new ManagedLogin(clients, await administrator.appClient(clientId), `${ORIGIN}/signed-in`);
  say('made two users, one of them in the group editors');
  return {
    stage,
    administrator,
    ada,
    bob,
    api: new NotesCaller(clients, outputs.ApiId),
    login: await loginOf(outputs.WebClientId),
    programLogin: await loginOf(outputs.ProgramClientId),
    webKey: await keyOf(outputs.WebKeyId),
    trialKey: await keyOf(outputs.TrialKeyId),
  };
}
