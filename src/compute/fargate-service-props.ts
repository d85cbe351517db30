import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { ContainerSource } from './container-source';
import { Ingress } from './ingress';
import { ServiceNetwork } from './service-network';
import { TaskSize } from './task-size';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { serviceAlarmKeys } from '../alarms/fargate-service-alarms';
import { LOAD_BALANCER_ALARM_KEYS } from '../alarms/load-balancer-alarms';
import { keyRules } from '../encryption/key-rules';
import { knownDuration, knownNumber, removalRule, Rule, seconds, wholeNumber } from '../validation/check-props';

/** Properties of a FargateService. */
export interface FargateServiceProps {
  /** What runs, and how. */
  readonly image: ContainerSource;

  /** How requests reach it; `Ingress.none()` for a worker. */
  readonly ingress: Ingress;

  /**
   * Where it runs, and how its tasks reach what is outside.
   *
   * @default - `ServiceNetwork.natGateways()`: a VPC of its own
   */
  readonly network?: ServiceNetwork;

  /**
   * CPU and memory of each task.
   *
   * @default - `TaskSize.of(512, 1024)`: half a processor and 1 GiB
   */
  readonly size?: TaskSize;

  /**
   * How many tasks there are at least: 0 or more, behind a load balancer 1 or more.
   *
   * @default - 2 behind a load balancer, so that one Availability Zone may fail; 0 for a worker
   */
  readonly minTasks?: number;

  /**
   * How many tasks there are at most: up to 5,000.
   *
   * @default 10
   */
  readonly maxTasks?: number;

  /**
   * How long a task that is to stop has until it is killed: 20 to 120 whole seconds. From it follow the longest request and the time in which open requests may end
   * (10 seconds less).
   *
   * @default Duration.seconds(60)
   */
  readonly stopTimeout?: Duration;

  /**
   * Whether people may run commands in tasks with ECS Exec. The root file system is then writable, because the agent writes there.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   * @default false
   */
  readonly executeCommand?: boolean;

  /**
   * The customer-managed key that encrypts logs, sessions, file systems and the queue of failed deployments.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key. Behind a load balancer: `ServerErrors`, `LoadBalancerErrors`, `UnhealthyTargets`, `Latency`, `RejectedConnections`; always
   * `CpuAtMaximum`, `MemoryAtMaximum`, `DeploymentFailed`; where there is at least one task `TooFewTasks`.
   *
   * @default - all of those, with thresholds that follow from the other props
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to logs, file systems, failed deployments, and to a key that this construct makes, when they are removed from the stack. The load balancer is protected
   * against deletion unless this is `DESTROY`.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What the props of a FargateService must fulfil. */
export function servicePropsRules(scope: IConstruct, props: FargateServiceProps): Rule[] {
  const { image, ingress, network, size, minTasks, maxTasks, stopTimeout, encryptionKey } = props;
  const isWorker = ingress._loadBalancer === undefined;
  return [
    ...image._rules(!(network?._needsEndpoints ?? false)),
    ...ingress._rules(),
    ...network?._rules() ?? [],
    ...size?._rules() ?? [],
    knownNumber('minTasks', minTasks),
    knownNumber('maxTasks', maxTasks),
    { prop: 'minTasks', value: minTasks, holds: wholeNumber(isWorker ? 0 : 1, 5000), must: `must be a whole number from ${isWorker ? 0 : 1} to 5,000` },
    { prop: 'maxTasks', value: maxTasks, holds: wholeNumber(1, 5000), must: 'must be a whole number from 1 to 5,000' },
    { prop: 'maxTasks', value: maxTasks, holds: (most: number) => most >= leastTasks(props), must: `must not be less than minTasks (${leastTasks(props)})` },
    { prop: 'minTasks', value: minTasks, holds: (least: number) => least <= (maxTasks ?? 10), must: `must not be more than maxTasks (${maxTasks ?? 10})` },
    { prop: 'stopTimeout', value: seconds(stopTimeout), holds: wholeNumber(20, 120), must: 'must be 20 to 120 whole seconds, which is the most that Fargate waits' },
    knownDuration('stopTimeout', stopTimeout),
    ...keyRules(scope, encryptionKey),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, [...(isWorker ? [] : LOAD_BALANCER_ALARM_KEYS), ...serviceAlarmKeys(leastTasks(props))]),
  ];
}

/** How many tasks there may be. */
export interface TaskLimits {
  readonly min: number;
  readonly max: number;
}

/** How many tasks there are at least. */
export function leastTasks({ ingress, minTasks }: FargateServiceProps): number {
  return minTasks ?? (ingress._loadBalancer === undefined ? 0 : 2);
}
