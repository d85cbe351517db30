import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ClientKind, CognitoUserPool, SignInDomain } from 'cdk-keel';

/** Lets users of notes sign in, and gives each a folder of his own. */
export function notesSignIn(stack: Stack, welcome: lambda.IFunction, attachments: s3.IBucket): CognitoUserPool {
  const users = new CognitoUserPool(stack, 'Users', { selfSignUpEnabled: true });
  users.addDomain('Domain', SignInDomain.cognitoPrefix('notes-example'));

  const api = users.addResourceServer('Api', { identifier: 'notes', scopes: { read: 'Read notes', write: 'Write notes' } });
  const web = users.addClient('Web', ClientKind.web({
    callbackUrls: ['https://notes.example.com/signed-in'],
    scopes: [cognito.OAuthScope.OPENID, api.scope('read'), api.scope('write')],
  }));
  users.addClient('Report', ClientKind.machineToMachine({ scopes: [api.scope('read')] }));
  users.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, welcome, { userPoolActions: ['cognito-idp:AdminAddUserToGroup'] });

  const identities = users.addIdentityPool('Identities', { clients: [web] });
  users.addGroup('editors', { role: identities.addRole('Editors') });
  identities.grantOwnObjects(identities.authenticatedRole, attachments, { folder: 'private' });
  return users;
}
