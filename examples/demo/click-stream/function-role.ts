import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Clients } from '../clients';

/** A client with the rights of the role of a function, and no others. */
export async function asRoleOf({ lambda, sqs, sts }: Clients, functionName: string): Promise<SQSClient> {
  const { Role: role } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
  const { Credentials: credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'demo' }));
  return new SQSClient({
    requestHandler: sqs.config.requestHandler,
    credentials: {
      accessKeyId: credentials!.AccessKeyId!,
      secretAccessKey: credentials!.SecretAccessKey!,
      sessionToken: credentials!.SessionToken!,
    },
  });
}
