import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';

export interface Clients {
  readonly apiGateway: APIGatewayClient;
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly cognitoIdentity: CognitoIdentityClient;
  readonly cognitoUserPools: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly stepFunctions: SFNClient;
  readonly sts: STSClient;
}

/** Clients for wherever the environment points to. */
export function makeClients(config: { requestHandler?: object } = {}): Clients {
  // Which versions of Node.js the SDK will support next year is no news about the stack.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const sqs = new SQSClient(config);
  // One handler for all: Kinesis's own would speak HTTP/2 and not know the agent.
  const { requestHandler } = sqs.config;
  return {
    apiGateway: new APIGatewayClient({ requestHandler }),
    cloudFormation: new CloudFormationClient({ requestHandler }),
    cloudWatch: new CloudWatchClient({ requestHandler }),
    cognitoIdentity: new CognitoIdentityClient({ requestHandler }),
    cognitoUserPools: new CognitoIdentityProviderClient({ requestHandler }),
    dynamodb: new DynamoDBClient({ requestHandler }),
    eventBridge: new EventBridgeClient({ requestHandler }),
    kinesis: new KinesisClient({ requestHandler }),
    lambda: new LambdaClient({ requestHandler }),
    s3: new S3Client({ requestHandler, forcePathStyle: true }),
    sns: new SNSClient({ requestHandler }),
    sqs,
    // The host prefix of StartSyncExecution and TestState would lead away from an endpoint that is one address.
    stepFunctions: new SFNClient({ requestHandler, disableHostPrefix: process.env.AWS_ENDPOINT_URL !== undefined }),
    sts: new STSClient({ requestHandler }),
  };
}
