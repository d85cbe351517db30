import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { check, matches, Rule } from '../validation/check-props';

/** An API, as a user pool knows it. */
export interface ResourceServerOptions {
  /** What scopes begin with, for example `notes` or `https://notes.example.com`. Changing it replaces the resource server. */
  readonly identifier: string;

  /** The scopes by name, each with a description: `{ read: 'Read notes' }`. At least one. */
  readonly scopes: { [name: string]: string };
}

/** An API, as a user pool knows it, and its scopes: made by `CognitoUserPool.addResourceServer`. */
export class ResourceServer {
  /**
   * Makes the resource server of a pool.
   * @internal
   */
  public static _of(scope: Construct, id: string, userPool: cognito.UserPool, { identifier, scopes }: ResourceServerOptions): ResourceServer {
    // Not every language keeps the order of a map.
    const named = Object.keys(scopes).sort()
      .map((scopeName) => new cognito.ResourceServerScope({ scopeName, scopeDescription: scopes[scopeName] }));
    const server = new cognito.UserPoolResourceServer(scope, id, {
      userPool, identifier, userPoolResourceServerName: Token.isUnresolved(identifier) ? undefined : nameFor(identifier), scopes: named,
    });
    return new ResourceServer(server, named);
  }

  private constructor(
    /** The resource server. */
    public readonly server: cognito.UserPoolResourceServer,
    private readonly scopes: cognito.ResourceServerScope[],
  ) {}

  /**
   * One scope, for the clients that may ask for it and the APIs that require it. Its `scopeName` is what stands in access tokens, `notes/read`.
   *
   * @param name as in the options; an error lists the scopes there are
   */
  public scope(name: string): cognito.OAuthScope {
    const found = this.scopes.find(({ scopeName }) => scopeName === name);
    check(`ResourceServer.scope of '${this.server.node.path}'`, [{
      prop: 'name', value: name, holds: () => found !== undefined, must: `must be one of the scopes there are (${this.scopes.map((one) => one.scopeName).join(', ')})`,
    }]);
    return cognito.OAuthScope.resourceServer(this.server, found!);
  }
}

/** Cognito takes a URL as identifier, but not as the name that the console shows. */
function nameFor(identifier: string): string {
  return identifier.replace(/[^\w+=,.@-]+/g, '-');
}

/**
 * What the options of a resource server must fulfil.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html
 */
export function resourceServerRules({ identifier, scopes }: ResourceServerOptions): Rule[] {
  const names = Object.keys(scopes);
  return [
    matches('identifier', identifier, /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/, 'be 1 to 256 characters without spaces, quotes and backslashes'),
    { prop: 'scopes', value: scopes, holds: () => names.length > 0, must: 'must hold at least one scope' },
    ...names.map((name) => matches('scopes', name, /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/, 'have names without spaces, slashes, quotes and backslashes')),
  ];
}
