import { Cast } from './cast';
import { claimsOf } from './forged-tokens';
import { outcome } from './identities';
import { SrpSignIn } from './sign-in';
import { totp } from './totp';
import { say } from '../progress';

/** Signs in with what is right and what is not, and returns the access token that a user has who has not asked for the API. */
export async function signInRows({ stage, administrator, login, programLogin, bob }: Cast): Promise<string> {
  const { target: { clients }, outputs, tally } = stage;
  const weak = await outcome(() => administrator.setPassword({ ...bob, password: 'Short-1a' }));
  tally.count('sign-in: a password of 8 characters', 'InvalidPasswordException', weak, 'AdminSetUserPassword');

  const srp = new SrpSignIn(clients.cognitoUserPools, await administrator.appClient(outputs.WebClientId));
  const nobody = { ...bob, email: `nobody-${bob.email}` };
  const wrong = await refusal(() => srp.withPassword({ ...bob, password: `${bob.password}!` }));
  const unknown = await refusal(() => srp.withPassword(nobody));
  tally.count('sign-in: a wrong password', 'NotAuthorizedException', nameOf(wrong), 'InitiateAuth with SRP');
  tally.count('sign-in: a user that does not exist', 'NotAuthorizedException', unknown === wrong ? nameOf(unknown) : unknown, 'the same, with the same message');
  const plain = await outcome(() => srp.withPasswordInPlain(bob));
  tally.count('sign-in: the password in plain', 'InvalidParameterException', plain, 'InitiateAuth with USER_PASSWORD_AUTH');

  const first = await srp.withPassword(bob);
  const secret = await srp.registerSecondFactor(first.tokens!);
  const asked = await srp.withPassword(bob);
  tally.count('sign-in: what the right password gets', 'SOFTWARE_TOKEN_MFA', asked.challenge ?? 'tokens', 'InitiateAuth with SRP, authenticator app registered');
  const code = totp(secret);
  const wrongCode = await refusal(() => srp.withCode(asked, `${(Number(code) + 500_000) % 1_000_000}`.padStart(6, '0')));
  tally.count('sign-in: a wrong code', 'CodeMismatchException', nameOf(wrongCode), 'RespondToAuthChallenge');
  const { AccessToken } = await srp.withCode(await srp.withPassword(bob), totp(secret));
  tally.count('sign-in: the right code', 'aws.cognito.signin.user.admin', `${claimsOf(AccessToken!).scope}`, 'RespondToAuthChallenge; the scope of the token');

  const elsewhere = await login.open('verifier', 'https://elsewhere.example.com/signed-in');
  tally.count('managed login: back to another page', 400, elsewhere.status, 'GET /oauth2/authorize');
  const stolen = await login.redeem({ ...await login.signIn(bob), verifier: 'of a thief' });
  tally.count('managed login: a code without its verifier', '400 invalid_grant', `${stolen.status} ${JSON.parse(stolen.text).error}`, 'POST /oauth2/token, PKCE');
  const twice = await login.signIn(bob);
  const redeemed = await login.redeem(twice);
  const scope = redeemed.status === 200 ? `${claimsOf(JSON.parse(redeemed.text).access_token).scope}`.split(' ').sort().join(' ') : redeemed.text;
  tally.count('managed login: a code with its verifier', '200 notes/read notes/write openid', `${redeemed.status} ${scope}`, 'the same; the scopes of the token');
  const again = await login.redeem(twice);
  tally.count('managed login: a code for the second time', '400 invalid_grant', `${again.status} ${JSON.parse(again.text).error}`, 'POST /oauth2/token');
  const more = await programLogin.clientCredentials('notes/write');
  tally.count('program: a scope that it has not', '400 invalid_grant', `${more.status} ${JSON.parse(more.text).error}`, 'POST /oauth2/token');
  say('users and the program have signed in');
  return AccessToken!;
}

/** Name and message of the error. */
async function refusal(action: () => Promise<unknown>): Promise<string> {
  return action().then(() => 'done', (error: Error) => `${error.name}: ${error.message}`);
}

function nameOf(error: string): string {
  return error.split(':')[0];
}
