import { GetCredentialsForIdentityCommand, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Clients } from '../clients';

/** The identities of an identity pool, those of guests and those of users. */
export class Identities {
  private readonly provider: string;

  constructor(private readonly clients: Clients, private readonly identityPoolId: string, userPoolId: string) {
    this.provider = `cognito-idp.${userPoolId.split('_')[0]}.amazonaws.com/${userPoolId}`;
  }

  /** A new identity, of a guest. */
  public async idOfGuest(): Promise<string> {
    const { IdentityId: id } = await this.clients.cognitoIdentity.send(new GetIdCommand({ IdentityPoolId: this.identityPoolId }));
    return id!;
  }

  /** The AWS credentials of an identity: those of a guest without a token. */
  public async credentialsOf(identityId: string, idToken?: string): Promise<IdentityCredentials> {
    const { IdentityId, Credentials: given } = await this.clients.cognitoIdentity.send(new GetCredentialsForIdentityCommand({
      IdentityId: identityId, Logins: this.logins(idToken),
    }));
    const credentials = { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretKey!, sessionToken: given!.SessionToken };
    return new IdentityCredentials(IdentityId!, this.clients, credentials);
  }

  private logins(idToken?: string): Record<string, string> | undefined {
    return idToken === undefined ? undefined : { [this.provider]: idToken };
  }
}

/** What an identity can do with its credentials. Each method says what the service has answered. */
export class IdentityCredentials {
  private readonly s3: S3Client;
  private readonly dynamodb: DynamoDBClient;
  private readonly sts: STSClient;

  constructor(
    public readonly identityId: string,
    { s3: { config: { requestHandler } } }: Clients,
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
  ) {
    this.s3 = new S3Client({ requestHandler, credentials, forcePathStyle: true });
    this.dynamodb = new DynamoDBClient({ requestHandler, credentials });
    this.sts = new STSClient({ requestHandler, credentials });
  }

  /** The name of the role that the credentials are of. */
  public async role(): Promise<string> {
    const { Arn } = await this.sts.send(new GetCallerIdentityCommand({}));
    return Arn!.split('/')[1];
  }

  public async put(Bucket: string, Key: string, Body: string): Promise<string> {
    return outcome(async () => { await this.s3.send(new PutObjectCommand({ Bucket, Key, Body })); });
  }

  public async get(Bucket: string, Key: string): Promise<string> {
    return outcome(async () => (await this.s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString());
  }

  public async delete(Bucket: string, Key: string): Promise<string> {
    return outcome(async () => { await this.s3.send(new DeleteObjectCommand({ Bucket, Key })); });
  }

  public async scan(TableName: string): Promise<string> {
    return outcome(async () => { await this.dynamodb.send(new ScanCommand({ TableName })); });
  }
}

/** What came of it: the result, `done` without one, or the name of the error. */
export async function outcome(action: () => Promise<string | void>): Promise<string> {
  try {
    return await action() ?? 'done';
  } catch (error) {
    return (error as Error).name;
  }
}
