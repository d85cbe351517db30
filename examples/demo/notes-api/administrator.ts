import {
  AdminAddUserToGroupCommand, AdminCreateUserCommand, AdminSetUserPasswordCommand, CognitoIdentityProviderClient, DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AppClient, User } from './sign-in';
import { RUN } from '../run-id';

export const PASSWORD = `Correct-horse-1-${RUN}`;

/** What the administrator of a user pool does. */
export class Administrator {
  constructor(private readonly client: CognitoIdentityProviderClient, private readonly userPoolId: string) {}

  public async createUser(name: string): Promise<User> {
    const email = `${name}-${RUN}@example.com`;
    await this.client.send(new AdminCreateUserCommand({
      UserPoolId: this.userPoolId,
      Username: email,
      UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
      MessageAction: 'SUPPRESS',
    }));
    const user = { email, password: PASSWORD };
    await this.setPassword(user);
    return user;
  }

  public async setPassword({ email, password }: User): Promise<void> {
    await this.client.send(new AdminSetUserPasswordCommand({ UserPoolId: this.userPoolId, Username: email, Password: password, Permanent: true }));
  }

  public async addToGroup({ email }: User, GroupName: string): Promise<void> {
    await this.client.send(new AdminAddUserToGroupCommand({ UserPoolId: this.userPoolId, Username: email, GroupName }));
  }

  public async appClient(ClientId: string): Promise<AppClient> {
    const { UserPoolClient: client } = await this.client.send(new DescribeUserPoolClientCommand({ UserPoolId: this.userPoolId, ClientId }));
    return { userPoolId: this.userPoolId, clientId: ClientId, clientSecret: client!.ClientSecret! };
  }
}
