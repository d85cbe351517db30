import { Token } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { domainNameRule } from '../network/name-rules';
import { matches, Rule } from '../validation/check-props';

/**
 * Where users sign in: for `CognitoUserPool.addDomain`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
 */
export class SignInDomain {
  /**
   * `https://<prefix>.auth.<region>.amazoncognito.com`.
   *
   * @param prefix lower-case letters, digits and hyphens, 1 to 63; nobody else in the Region may have it
   */
  public static cognitoPrefix(prefix: string): SignInDomain {
    return new SignInDomain({ cognitoDomain: { domainPrefix: prefix } }, undefined, [
      matches('prefix', prefix, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'be 1 to 63 lower-case letters, digits and hyphens, with no hyphen at the ends'),
      matches('prefix', prefix, /^(?!.*(aws|amazon|cognito))/, 'not hold aws, amazon or cognito, which Cognito refuses'),
    ]);
  }

  /**
   * A domain of your own. Its parent domain must have an A record before, and it needs an alias record to `cloudFrontEndpoint` of the domain after.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
   * @param domainName for example `auth.example.com`
   * @param certificate for that name, in us-east-1
   */
  public static custom(domainName: string, certificate: acm.ICertificate): SignInDomain {
    return new SignInDomain({ customDomain: { domainName, certificate } }, domainName, [
      domainNameRule('domainName', domainName),
      {
        prop: 'certificate',
        value: regionOf(certificate),
        holds: (region: string) => region === 'us-east-1',
        must: 'must be in us-east-1, because CloudFront serves the domain',
      },
    ]);
  }

  private constructor(
    /**
     * The domain as the L2 takes it.
     * @internal
     */
    public readonly _options: cognito.UserPoolDomainOptions,
    /**
     * The domain name, if it is your own.
     * @internal
     */
    public readonly _customName: string | undefined,
    /**
     * What must hold.
     * @internal
     */
    public readonly _rules: Rule[],
  ) {}
}

/** Of an imported certificate its stack says nothing, only its ARN. */
function regionOf({ certificateArn, env }: acm.ICertificate): string {
  return Token.isUnresolved(certificateArn) ? env.region : certificateArn.split(':')[3];
}
