import { RemovalPolicy, Token, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkProps } from '../validation/check-props';
import { warn } from '../validation/warn';

/**
 * The role with which API Gateway writes the logs of all APIs of an account and Region. There is one for each account and Region, whichever stack sets it:
 * deploy it once, before the first `ServerlessApi`, in a stack that stays. It is retained, because without it no API writes logs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends Construct {
  /** The role that API Gateway has when it writes logs. */
  public readonly role: iam.Role;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   */
  constructor(scope: Construct, id: string) {
    checkProps('ApiGatewayAccount', scope, id, []);
    super(scope, id);

    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: { WriteLogs: new iam.PolicyDocument({ statements: [mayWriteLogs()] }) },
      description: 'API Gateway writes the logs of all APIs of the account and Region',
    });
    this.role.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const account = new apigateway.CfnAccount(this, 'Account', { cloudWatchRoleArn: this.role.roleArn });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'It is for the logs of all APIs: API Gateway makes their log groups itself, and takes no role that may do less.',
    });
    warnOfOthers(this);
  }
}

/**
 * What the managed policy `AmazonAPIGatewayPushToCloudWatchLogs` says. API Gateway refuses a role that may do less.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
function mayWriteLogs(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: [
      'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:PutLogEvents', 'logs:GetLogEvents',
      'logs:FilterLogEvents',
    ],
    resources: ['*'],
  });
}

/** The last one to be deployed wins, and the first one to be changed. */
function warnOfOthers(one: ApiGatewayAccount): void {
  const others = one.node.root.node.findAll().filter((other) => other instanceof ApiGatewayAccount && other !== one && isSameAccount(one, other));
  if (others.length > 0) {
    warn(one, 'cdk-keel:ApiGatewayAccount.several',
      `'${others[0].node.path}' sets the same role of the same account and Region. Keep one of them.`);
  }
}

function isSameAccount({ role: { stack, env } }: ApiGatewayAccount, other: ApiGatewayAccount): boolean {
  const isKnown = ![env.account, env.region, other.role.env.account, other.role.env.region].some((value) => Token.isUnresolved(value));
  return stack === other.role.stack || (isKnown && env.account === other.role.env.account && env.region === other.role.env.region);
}
