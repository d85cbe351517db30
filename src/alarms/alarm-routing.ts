import { Stack, Stage, Token, TokenComparison } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { IConstruct } from 'constructs';
import { Severity } from './severity';
import { addStatement } from '../policies/add-statement';
import { alarmsMayPublish, alarmsMayUseKey } from '../policies/cloudwatch-statements';
import { check } from '../validation/check-props';
import { templateProperty } from '../validation/promise';
import { isAcknowledged, warn } from '../validation/warn';

/** Which alarms a route takes. */
export interface AlarmRouteOptions {
  /**
   * Only alarms of this severity.
   *
   * @default - alarms of every severity
   */
  readonly severity?: Severity;

  /**
   * Also publish when an alarm goes back to OK.
   *
   * @default false
   */
  readonly notifyRecovery?: boolean;
}

/**
 * Says where alarms go, for everything at or below a scope: `AlarmRouting.of(app).notify(topic)` once at the top is enough.
 *
 * Every route at the alarm's own scope or above it applies, whether it was made before or after the alarm, if its topic is in the account and Region of
 * the alarm and not in another stage: an app with several of them has an `AlarmTopic` in each.
 */
export class AlarmRouting {
  /**
   * The routing of a scope.
   *
   * @param scope an app, a stage, a stack or any other construct
   */
  public static of(scope: IConstruct): AlarmRouting {
    return new AlarmRouting(scope);
  }

  /**
   * Routes one alarm of your own as the alarms of this library's constructs are routed.
   *
   * Where no route exists at synth and the alarm has no other action, there is one warning per stack,
   * `cdk-keel:AlarmRouting.noRoute`, which can be acknowledged.
   *
   * @param alarm the alarm
   * @param severity how urgent it is
   */
  public static route(alarm: cloudwatch.Alarm, severity: Severity): void {
    const ledger = ledgerOf(alarm);
    const routed = { alarm, severity, tells: { alarm: new Set<sns.ITopic>(), recovery: new Set<sns.ITopic>() } };
    ledger.alarms.push(routed);
    ledger.routes.forEach((route) => connect(routed, route));

    const stack = Stack.of(alarm);
    const inStack = ledger.byStack.get(stack);
    if (inStack) {
      inStack.push(routed);
    } else {
      const alarms = [routed];
      ledger.byStack.set(stack, alarms);
      stack.node.addValidation({ validate: () => warnWhereNobodyIsTold(stack, alarms) });
    }
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Publishes the alarms at or below the scope to a topic, and lets CloudWatch publish there: by the topic's policy and, where the topic
   * is encrypted with a customer-managed key, by the key's policy. `AlarmTopic` makes a topic that is right for this.
   *
   * A topic or key that is imported cannot be changed; a warning then shows the statement that its owner has to add
   * (`cdk-keel:AlarmRouting.topicPolicy`, `cdk-keel:AlarmRouting.keyPolicy`).
   *
   * @param topic a standard topic of the same account and Region as the alarms
   * @param options which alarms
   */
  public notify(topic: sns.ITopic, options: AlarmRouteOptions = {}): void {
    check('AlarmRouting.notify', [
      { prop: 'topic', value: topic.node.path, holds: () => !topic.fifo, must: 'must be a standard topic, because alarms cannot publish to a FIFO topic' },
    ]);
    addStatement(topic, alarmsMayPublish(topic), topic, 'cdk-keel:AlarmRouting.topicPolicy');
    if (topic.masterKey) {
      addStatement(topic.masterKey, alarmsMayUseKey(topic), topic, 'cdk-keel:AlarmRouting.keyPolicy');
    }
    const ledger = ledgerOf(this.scope);
    const route = { scope: this.scope, topic, options };
    ledger.routes.push(route);
    ledger.alarms.forEach((routed) => connect(routed, route));
  }
}

interface Route {
  readonly scope: IConstruct;
  readonly topic: sns.ITopic;
  readonly options: AlarmRouteOptions;
}

interface RoutedAlarm {
  readonly alarm: cloudwatch.Alarm;
  readonly severity: Severity;
  readonly tells: { readonly alarm: Set<sns.ITopic>; readonly recovery: Set<sns.ITopic> };
}

interface Ledger {
  readonly routes: Route[];
  readonly alarms: RoutedAlarm[];
  readonly byStack: Map<Stack, RoutedAlarm[]>;
}

const LEDGERS = new WeakMap<IConstruct, Ledger>();

function ledgerOf(scope: IConstruct): Ledger {
  const { root } = scope.node;
  const ledger = LEDGERS.get(root) ?? { routes: [], alarms: [], byStack: new Map() };
  LEDGERS.set(root, ledger);
  return ledger;
}

function connect({ alarm, severity, tells }: RoutedAlarm, { scope, topic, options }: Route): void {
  if (!alarm.node.scopes.includes(scope) || (options.severity ?? severity) !== severity || !isWithinReach(alarm, topic)) {
    return;
  }
  if (!tells.alarm.has(topic)) {
    tells.alarm.add(topic);
    alarm.addAlarmAction(new SnsAction(topic));
  }
  if ((options.notifyRecovery ?? false) && !tells.recovery.has(topic)) {
    tells.recovery.add(topic);
    alarm.addOkAction(new SnsAction(topic));
  }
}

/** An alarm publishes to topics of its own account and Region. A stage cannot refer to what another one makes. */
function isWithinReach(alarm: cloudwatch.Alarm, topic: sns.ITopic): boolean {
  const elsewhere = (one: string, other: string) => Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
  const canRefer = Stage.of(alarm) === Stage.of(topic) || !Token.isUnresolved(topic.topicArn);
  return canRefer && !elsewhere(alarm.env.account, topic.env.account) && !elsewhere(alarm.env.region, topic.env.region);
}

const NO_ROUTE = 'cdk-keel:AlarmRouting.noRoute';

function warnWhereNobodyIsTold(stack: Stack, alarms: RoutedAlarm[]): string[] {
  if (isAcknowledged(stack, NO_ROUTE)) return [];
  const silent = alarms.filter(({ alarm, tells }) => tells.alarm.size === 0 && templateProperty(alarm, 'AlarmActions') === undefined);
  if (silent.length > 0) {
    warn(stack, NO_ROUTE,
      `${silent.length} alarms tell nobody, the first is '${silent[0].alarm.node.path}'. `
      + 'Route them once for the whole app, with AlarmRouting and the topic of an AlarmTopic, or acknowledge this warning.');
  }
  return [];
}
