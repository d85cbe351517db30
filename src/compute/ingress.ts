import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { CognitoUserPoolClient } from '../identity/cognito-user-pool-client';
import { domainNameRule, webAclRule } from '../network/name-rules';
import { Rule, seconds, wholeNumber } from '../validation/check-props';

/** Which requests reach a service, and how the load balancer knows that it can take them. */
export interface IngressOptions {
  /**
   * The port on which the container listens for HTTP: 1,024 to 65,535, because only root may listen below.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * What the load balancer asks for every 15 seconds. The answer must be 2xx, within 5 seconds, and without a sign-in.
   *
   * @default '/'
   */
  readonly healthCheckPath?: string;

  /**
   * How long a task may take until it answers, before it is replaced: 60 to 7,200 whole seconds.
   *
   * @default Duration.minutes(1)
   */
  readonly startupTime?: Duration;

  /**
   * Who may connect.
   *
   * @default - everybody; with `internal` the addresses of the VPC
   */
  readonly allowFrom?: ec2.IPeer[];

  /**
   * The ARN of a web ACL of WAF, of the scope `REGIONAL`, that judges each request.
   *
   * @default - none
   */
  readonly webAclArn?: string;
}

/** Users of a Cognito user pool, and where they sign in. */
export interface IngressSignIn {
  /** A client of kind `ClientKind.web`, with the callback URL `https://<name of the service>/oauth2/idpresponse`. */
  readonly client: CognitoUserPoolClient;

  /** The domain of its user pool: what `addDomain` returns. */
  readonly domain: cognito.IUserPoolDomain;
}

/** As `IngressOptions`, for a service with a certificate. */
export interface HttpsIngressOptions extends IngressOptions {
  /**
   * Let only those users in who have signed in. The container finds who they are in the header `x-amzn-oidc-data`, and must verify its signature.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
   * @default - everybody who may connect
   */
  readonly signIn?: IngressSignIn;
}

/** A load balancer as an ingress asks for it. */
export interface WantedLoadBalancer extends HttpsIngressOptions {
  readonly internetFacing: boolean;
  /** Without it requests come as plain HTTP. */
  readonly certificate?: (scope: Construct) => acm.ICertificate;
  /** A name that is to lead to it. */
  readonly domain?: { readonly name: string; readonly zone: route53.IHostedZone };
}

/** How requests reach a FargateService. */
export class Ingress {
  /**
   * From the internet, by HTTPS. Requests by HTTP are sent to HTTPS.
   *
   * @param certificate for the name of the service, in its Region; the record that leads from the name to `loadBalancer` is yours to make
   * @param options which requests
   */
  public static https(certificate: acm.ICertificate, options: HttpsIngressOptions = {}): Ingress {
    return new Ingress({ ...options, internetFacing: true, certificate: () => certificate });
  }

  /**
   * From the internet, by HTTPS, under a name for which a certificate and a record are made.
   *
   * @param domainName for example `shop.example.com`
   * @param zone the public hosted zone that the name is in
   * @param options which requests
   */
  public static httpsDomain(domainName: string, zone: route53.IHostedZone, options: HttpsIngressOptions = {}): Ingress {
    return new Ingress({
      ...options,
      internetFacing: true,
      domain: { name: domainName, zone },
      certificate: (scope) => new acm.Certificate(scope, 'Certificate', { domainName, validation: acm.CertificateValidation.fromDns(zone) }),
    }, [
      domainNameRule('ingress.domainName', domainName),
      {
        prop: 'ingress.domainName',
        value: domainName,
        holds: (name: string) => `.${name}`.endsWith(`.${zone.zoneName}`),
        must: `must be in the zone ${zone.zoneName}`,
      },
    ]);
  }

  /**
   * From within the VPC and what is connected to it, by HTTPS.
   *
   * @param certificate for the name of the service, in its Region
   * @param options which requests
   */
  public static internal(certificate: acm.ICertificate, options: HttpsIngressOptions = {}): Ingress {
    return new Ingress({ ...options, internetFacing: false, certificate: () => certificate });
  }

  /**
   * From the internet, by plain HTTP: everybody on the way can read and change requests and answers. For trials, or behind CloudFront with `allowFrom`.
   *
   * @param options which requests
   */
  public static publicHttp(options: IngressOptions = {}): Ingress {
    return new Ingress({ ...options, internetFacing: true });
  }

  /** None: a worker. */
  public static none(): Ingress {
    return new Ingress();
  }

  private constructor(
    /** @internal */
    public readonly _loadBalancer?: WantedLoadBalancer,
    private readonly rules: Rule[] = [],
  ) {}

  /** @internal */
  public _rules(): Rule[] {
    const { port, healthCheckPath, startupTime, webAclArn, allowFrom, signIn } = this._loadBalancer ?? {};
    return [
      ...this.rules,
      { prop: 'ingress.port', value: port, holds: wholeNumber(1024, 65_535), must: 'must be 1,024 to 65,535, because only root may listen below' },
      { prop: 'ingress.healthCheckPath', value: healthCheckPath, holds: (path: string) => path.startsWith('/'), must: "must begin with '/'" },
      { prop: 'ingress.startupTime', value: seconds(startupTime), holds: wholeNumber(60, 7200), must: 'must be 60 to 7,200 whole seconds' },
      {
        prop: 'ingress.allowFrom',
        value: allowFrom,
        holds: (peers: unknown[]) => peers.length > 0,
        must: 'must name somebody, or be left out',
      },
      webAclRule('ingress.webAclArn', webAclArn),
      {
        prop: 'ingress.signIn.client',
        value: signIn?.client.node.path,
        holds: () => clientOf(signIn!).generateSecret === true,
        must: 'must be of kind ClientKind.web, because the load balancer needs a secret of the client',
      },
      {
        prop: 'ingress.signIn.client',
        value: signIn && clientOf(signIn).callbackUrLs,
        holds: (urls: string[]) => urls.some((url) => url.endsWith('/oauth2/idpresponse')),
        must: 'must have the callback URL https://<name of the service>/oauth2/idpresponse',
      },
    ];
  }
}

function clientOf({ client }: IngressSignIn): cognito.CfnUserPoolClient {
  return client.client.node.defaultChild as cognito.CfnUserPoolClient;
}
