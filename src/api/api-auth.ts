import { Acknowledgment } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthorizers } from './cognito-authorizers';
import { Rule } from '../validation/check-props';

/** Which tokens of a user pool are accepted. */
export interface CognitoAuthOptions {
  /**
   * An access token needs one of these scopes, for example `OAuthScope.resourceServer(server, scope)`. At least one: without any, API Gateway would expect
   * ID tokens.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
   */
  readonly scopes: cognito.OAuthScope[];
}

/** Who may call an API, or one of its routes. */
export class ApiAuth {
  /**
   * Users and programs that a user pool has given an access token with one of the scopes.
   *
   * @param pool the user pool
   * @param options the scopes
   */
  public static cognito(pool: cognito.IUserPool, options: CognitoAuthOptions): ApiAuth {
    return new ApiAuth(
      (prop) => [{
        prop: `${prop}.scopes`,
        value: options.scopes,
        holds: (scopes: unknown[]) => scopes.length > 0,
        must: 'must hold at least one scope, because without any API Gateway expects ID tokens: use ApiAuth.cognitoIdTokens where that is meant',
      }],
      (authorizers) => ({ authorizer: authorizers.of(pool), authorizationScopes: options.scopes.map(({ scopeName }) => scopeName) }),
      'token',
    );
  }

  /**
   * Users of a user pool, by their ID token. It says who they are, not what the app may do for them: prefer access tokens with scopes, `ApiAuth.cognito`.
   *
   * @param pool the user pool
   */
  public static cognitoIdTokens(pool: cognito.IUserPool): ApiAuth {
    return new ApiAuth(() => [], (authorizers) => ({ authorizer: authorizers.of(pool) }), 'token');
  }

  /** Roles and users of AWS with the right `execute-api:Invoke`, for which they sign their requests. `restApi.arnForExecuteApi` gives what to allow. */
  public static iam(): ApiAuth {
    return new ApiAuth(() => [], () => ({ authorizationType: apigateway.AuthorizationType.IAM }), 'signature', [
      { id: 'AwsSolutions-COG4', reason: 'The app has chosen ApiAuth.iam: callers sign their requests.' },
    ]);
  }

  /** Anybody on the internet. */
  public static publicAccess(): ApiAuth {
    const reason = 'The app has said ApiAuth.publicAccess.';
    return new ApiAuth(() => [], () => ({ authorizationType: apigateway.AuthorizationType.NONE }), 'nothing', [
      { id: 'AwsSolutions-APIG4', reason }, { id: 'AwsSolutions-COG4', reason },
    ]);
  }

  private constructor(
    private readonly rules: (prop: string) => Rule[],
    private readonly methodOptions: (authorizers: CognitoAuthorizers) => apigateway.MethodOptions,
    private readonly requestsHold: 'token' | 'signature' | 'nothing',
    /**
     * What checkers find, and why that is as it should be.
     * @internal
     */
    public readonly _acknowledged: Acknowledgment[] = [],
  ) {}

  /**
   * Whether anybody may call.
   * @internal
   */
  public get _isPublic(): boolean {
    return this.requestsHold === 'nothing';
  }

  /**
   * Whether requests of one caller have the same header `Authorization`.
   * @internal
   */
  public get _hasToken(): boolean {
    return this.requestsHold === 'token';
  }

  /**
   * What must hold.
   * @internal
   */
  public _rules(prop: string): Rule[] {
    return this.rules(prop);
  }

  /**
   * Props of a method that is authorised so.
   * @internal
   */
  public _methodOptions(authorizers: CognitoAuthorizers): apigateway.MethodOptions {
    return this.methodOptions(authorizers);
  }
}
