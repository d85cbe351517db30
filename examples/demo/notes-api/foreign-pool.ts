import {
  CreateResourceServerCommand, CreateUserPoolClientCommand, CreateUserPoolCommand, DeleteUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ManagedLogin } from './managed-login';
import { undoAtEnd } from '../clean-up';
import { Clients } from '../clients';
import { RUN } from '../run-id';

/** An access token with the same scopes, for another API of the same name, from a user pool of somebody else. */
export async function tokenOfForeignPool(clients: Clients): Promise<string> {
  const { cognitoUserPools } = clients;
  const { UserPool: pool } = await cognitoUserPools.send(new CreateUserPoolCommand({ PoolName: `foreign-${RUN}` }));
  const UserPoolId = pool!.Id!;
  undoAtEnd(async () => { await cognitoUserPools.send(new DeleteUserPoolCommand({ UserPoolId })); });
  await cognitoUserPools.send(new CreateResourceServerCommand({
    UserPoolId,
    Identifier: 'notes',
    Name: 'notes',
    Scopes: ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
  }));
  const scopes = ['notes/read', 'notes/write'];
  const { UserPoolClient: client } = await cognitoUserPools.send(new CreateUserPoolClientCommand({
    UserPoolId,
    ClientName: 'foreign',
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: scopes,
  }));
  const app = { userPoolId: UserPoolId, clientId: client!.ClientId!, clientSecret: client!.ClientSecret! };
  const { status, text } = await new ManagedLogin(clients, app, '').clientCredentials(scopes.join(' '));
  if (status !== 200) throw new Error(`the foreign pool gave no token: ${status} ${text}`);
  return JSON.parse(text).access_token;
}
