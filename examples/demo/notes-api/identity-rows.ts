import { Cast } from './cast';
import { tokenOfForeignPool } from './foreign-pool';
import { forgedTokens } from './forged-tokens';
import { Identities, outcome } from './identities';
import { Tokens } from './managed-login';
import { sendToEmulator } from './web-request';
import { say } from '../progress';

const KEY = 'recipe.txt';

/** Gets AWS credentials as a guest and as a user, and tries with both what one of them may do. */
export async function identityRows({ stage }: Cast, { access_token: accessToken, id_token: idToken }: Tokens): Promise<void> {
  const { target: { clients }, outputs: { IdentityPoolId, PublishedBucketName: bucket, TableName, UserPoolId }, tally } = stage;
  const identities = new Identities(clients, IdentityPoolId, UserPoolId);
  const guestId = await identities.idOfGuest();
  const guest = await identities.credentialsOf(guestId);
  const refused = async (what: string, token: string) => {
    const error = await outcome(async () => { await identities.credentialsOf(guestId, token); });
    tally.count(`credentials for ${what}`, 'NotAuthorizedException', error, 'GetCredentialsForIdentity');
  };
  await refused('an altered ID token', forgedTokens(idToken).altered);
  await refused('an access token', accessToken);
  await refused('a token of another pool', await tokenOfForeignPool(clients));

  const user = await identities.credentialsOf(guestId, idToken);
  tally.count('identities that the guest has after signing in', 1, new Set([guestId, user.identityId]).size, 'GetCredentialsForIdentity: the id is the same');
  const asGuest = await outcome(async () => { await identities.credentialsOf(guestId); });
  tally.count('the identity of the user, as a guest', 'NotAuthorizedException', asGuest, 'GetCredentialsForIdentity without a token');
  const roles = `${role(await guest.role())} ${role(await user.role())}`;
  tally.count('roles of guest and user', 'GuestRole AuthenticatedRole', roles, 'GetCallerIdentity with their credentials');

  tally.count('guest puts an object', 'AccessDenied', await guest.put(bucket, KEY, 'of a guest'), 'PutObject with the credentials of the guest');
  tally.count('user puts an object', 'done', await user.put(bucket, KEY, 'of a user'), 'PutObject with the credentials of the user');
  tally.count('user gets it', 'of a user', await user.get(bucket, KEY), 'GetObject');
  tally.count('guest gets it', 'of a user', await guest.get(bucket, KEY), 'GetObject');
  const anybody = await sendToEmulator(clients, { method: 'GET', path: `/${bucket}/${KEY}` });
  tally.count('anybody gets it, without credentials', 403, anybody.status, 'GET of the object');
  tally.count('guest deletes it', 'AccessDenied', await guest.delete(bucket, KEY), 'DeleteObject');
  tally.count('user deletes it', 'AccessDenied', await user.delete(bucket, KEY), 'DeleteObject: publishing is not deleting');
  tally.count('guest reads all notes in the table', 'AccessDeniedException', await guest.scan(TableName), 'Scan with the credentials of the guest');
  tally.count('user reads all notes in the table', 'AccessDeniedException', await user.scan(TableName), 'Scan with the credentials of the user');
  say('tried the credentials of a guest and of a user');
}

/** What the stack calls the role of this name. */
function role(name: string): string {
  return /(GuestRole|AuthenticatedRole|Editors)/.exec(name)?.[1] ?? name;
}
