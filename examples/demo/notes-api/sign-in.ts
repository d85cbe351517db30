import { createHmac } from 'node:crypto';
import {
  AssociateSoftwareTokenCommand, AuthenticationResultType, ChallengeNameType, CognitoIdentityProviderClient, InitiateAuthCommand,
  RespondToAuthChallengeCommand, SetUserMFAPreferenceCommand, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { SrpProof, srpTimestamp } from './srp';
import { totp } from './totp';

/** A client of a user pool, with its secret. */
export interface AppClient {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface User {
  readonly email: string;
  readonly password: string;
}

/** What Cognito answers to a password: tokens, or a question. */
export interface PasswordAnswer {
  readonly tokens?: AuthenticationResultType;
  readonly challenge?: ChallengeNameType;
  readonly session?: string;
  readonly userId: string;
}

/** Signs users in as an app with pages of its own does, without sending their passwords. */
export class SrpSignIn {
  constructor(private readonly client: CognitoIdentityProviderClient, private readonly app: AppClient) {}

  public async withPassword({ email, password }: User): Promise<PasswordAnswer> {
    const { clientId: ClientId, userPoolId } = this.app;
    const proof = new SrpProof();
    const { ChallengeParameters: asked = {} } = await this.client.send(new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: email, SRP_A: proof.srpA, SECRET_HASH: this.secretHash(email) },
    }));
    const userId = asked.USER_ID_FOR_SRP;
    const timestamp = srpTimestamp();
    const challenge = { userId, salt: asked.SALT, srpB: asked.SRP_B, secretBlock: asked.SECRET_BLOCK };
    const { AuthenticationResult: tokens, ChallengeName, Session } = await this.client.send(new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: {
        USERNAME: userId,
        SECRET_HASH: this.secretHash(userId),
        TIMESTAMP: timestamp,
        PASSWORD_CLAIM_SECRET_BLOCK: asked.SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: proof.sign(userPoolId, password, timestamp, challenge),
      },
    }));
    return { tokens, challenge: ChallengeName as ChallengeNameType | undefined, session: Session, userId };
  }

  /** Answers the question for the second factor. */
  public async withCode({ userId, session: Session }: PasswordAnswer, code: string): Promise<AuthenticationResultType> {
    const { AuthenticationResult: tokens } = await this.client.send(new RespondToAuthChallengeCommand({
      ClientId: this.app.clientId,
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session,
      ChallengeResponses: { USERNAME: userId, SECRET_HASH: this.secretHash(userId), SOFTWARE_TOKEN_MFA_CODE: code },
    }));
    return tokens!;
  }

  /** What no client of the construct allows unless told so: the password itself. */
  public async withPasswordInPlain({ email, password }: User): Promise<void> {
    await this.client.send(new InitiateAuthCommand({
      ClientId: this.app.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password, SECRET_HASH: this.secretHash(email) },
    }));
  }

  /** Registers an authenticator app for a user who has signed in, and returns its secret. */
  public async registerSecondFactor({ AccessToken }: AuthenticationResultType): Promise<string> {
    const { SecretCode: secret } = await this.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await this.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp(secret!) }));
    await this.client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }));
    return secret!;
  }

  private secretHash(userName: string): string {
    const { clientId, clientSecret } = this.app;
    return createHmac('sha256', clientSecret).update(userName + clientId).digest('base64');
  }
}
