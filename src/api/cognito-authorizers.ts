import { Names } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';

const TYPE = apigateway.AuthorizationType.COGNITO;

/**
 * The authorizers of an API, one for each user pool.
 *
 * They are L1s, because the L2 changes the deployment of the API or leaves it, as a feature flag of the app says.
 */
export class CognitoAuthorizers {
  private readonly authorizers = new Map<cognito.IUserPool, apigateway.IAuthorizer>();

  constructor(private readonly api: apigateway.RestApi) {}

  /** The authorizer for tokens of a pool. */
  public of(pool: cognito.IUserPool): apigateway.IAuthorizer {
    const authorizer = this.authorizers.get(pool) ?? this.make(pool);
    this.authorizers.set(pool, authorizer);
    return authorizer;
  }

  private make(pool: cognito.IUserPool): apigateway.IAuthorizer {
    const id = `Authorizer${Names.nodeUniqueId(pool.node)}`;
    const props = { name: id, type: TYPE, providerArns: [pool.userPoolArn], identitySource: apigateway.IdentitySource.header('Authorization') };
    const authorizer = new apigateway.CfnAuthorizer(this.api, id, { ...props, restApiId: this.api.restApiId });
    this.api.latestDeployment!.addToLogicalId({ authorizer: props });
    this.api.latestDeployment!.node.addDependency(authorizer);
    return { authorizerId: authorizer.ref, authorizationType: TYPE };
  }
}
