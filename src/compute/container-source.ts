import { Size, SizeRoundingBehavior } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as assets from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { knownNames, matches, Rule, wholeNumber } from '../validation/check-props';

/** How a container runs. */
export interface ContainerOptions {
  /**
   * What runs instead of the `CMD` of the image.
   *
   * @default - the `CMD` of the image
   */
  readonly command?: string[];

  /**
   * Environment variables that are no secrets; those come with `addSecret` and `addParameter`.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * User and group ids of the process, never those of root.
   *
   * @default '1000:1000'
   */
  readonly user?: string;

  /**
   * The processor that the image was built for.
   *
   * @default - `CpuArchitecture.X86_64`
   */
  readonly cpuArchitecture?: ecs.CpuArchitecture;

  /**
   * A command in the container that tells whether it is healthy, besides the requests of the load balancer.
   *
   * @default - none
   */
  readonly healthCheck?: ecs.HealthCheck;

  /**
   * How much the container may write to `/tmp`, which is in the memory of the task and the only directory it can write to: 1 or more whole MiB.
   *
   * @default - 64 MiB
   */
  readonly tmpSize?: Size;
}

/** Options for an image in a registry that is not ECR. */
export interface RegistryOptions extends ContainerOptions {
  /**
   * User name and password for the registry.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
   * @default - none: the image is public
   */
  readonly credentials?: secretsmanager.ISecret;
}

/** Where the image of a container comes from, and how it runs. */
export class ContainerSource {
  /**
   * An image in a repository of ECR.
   *
   * @param repository the repository
   * @param tagOrDigest a tag other than `latest`, or a digest (`sha256:…`): what runs must not change without a deployment
   * @param options how it runs
   */
  public static ecr(repository: ecr.IRepository, tagOrDigest: string, options: ContainerOptions = {}): ContainerSource {
    return new ContainerSource(ecs.ContainerImage.fromEcrRepository(repository, tagOrDigest), options, [
      matches('image.tagOrDigest', tagOrDigest, /^(?!latest$)(sha256:[0-9a-f]{64}|[\w][\w.-]{0,127})$/, 'be a digest (sha256:…) or a tag other than latest'),
    ], true);
  }

  /**
   * An image that the CDK builds from a directory with a `Dockerfile` when it deploys, for `cpuArchitecture`.
   *
   * @param directory its path
   * @param options how it runs
   */
  public static directory(directory: string, options: ContainerOptions = {}): ContainerSource {
    const platform = options.cpuArchitecture === ecs.CpuArchitecture.ARM64 ? assets.Platform.LINUX_ARM64 : assets.Platform.LINUX_AMD64;
    return new ContainerSource(ecs.ContainerImage.fromAsset(directory, { platform }), options, [], true);
  }

  /**
   * An image in another registry, such as `public.ecr.aws/nginx/nginx:1.29`.
   *
   * @param name its name, with a tag other than `latest` or a digest
   * @param options how it runs
   */
  public static registry(name: string, options: RegistryOptions = {}): ContainerSource {
    return new ContainerSource(ecs.ContainerImage.fromRegistry(name, { credentials: options.credentials }), options, [
      matches('image.name', name, /^[^@]+(@sha256:[0-9a-f]{64}|:(?!latest$)[\w][\w.-]{0,127})$/, 'end in a digest (@sha256:…) or a tag other than latest'),
    ], false);
  }

  private constructor(
    /** @internal */
    public readonly _image: ecs.ContainerImage,
    /** @internal */
    public readonly _options: ContainerOptions,
    private readonly rules: Rule[],
    private readonly isInEcr: boolean,
  ) {}

  /**
   * What must hold, given whether the tasks reach the internet.
   * @internal
   */
  public _rules(reachesInternet: boolean): Rule[] {
    const { user, tmpSize, environment = {} } = this._options;
    return [
      ...this.rules,
      {
        prop: 'image',
        value: this.isInEcr ? 'in ECR' : 'in another registry',
        holds: () => this.isInEcr || reachesInternet,
        must: 'must be in ECR, because ServiceNetwork.endpoints() has no way to other registries: copy it, or take a pull-through cache',
      },
      knownNames('image.environment', environment),
      ...Object.keys(environment).map((name) => matches('image.environment', name, /^[^=\s\p{Cc}]+$/u, 'have names without spaces and =')),
      {
        prop: 'image.user',
        value: user,
        holds: (ids: string) => /^[1-9]\d*(:[1-9]\d*)?$/.test(ids),
        must: "must be ids such as '1000:1000', and not those of root",
      },
      {
        prop: 'image.tmpSize',
        value: tmpSize?.isUnresolved() ? undefined : tmpSize?.toMebibytes({ rounding: SizeRoundingBehavior.NONE }),
        holds: wholeNumber(1, Infinity),
        must: 'must be at least 1 whole MiB',
      },
    ];
  }
}
