import { sourcesOf } from './dimension-values';
import { dimensionSets, isKnownNamespace } from './known-metrics';
import { Rule } from './rule';
import { Judgement } from '../access/judgement';
import { literal } from '../expression/text';
import { certain, every, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { kindOf } from '../model/resource-kinds';
import { isIntrinsic, Json, JsonObject, listOf, objectOf, possible, possibleMembers } from '../model/template';

const SOURCE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html';

/** A metric that an alarm is on, by itself or in an expression. What the template does not say is undefined. */
interface AlarmMetric {
  readonly alarm: Resource;
  readonly namespace?: string;
  readonly name?: string;
  readonly dimensions?: readonly { readonly name: string; readonly value: Json }[];
}

/** Those whose namespace is in the table, or is not said. */
const alarmMetrics = perModel((model): AlarmMetric[] => model.ofType('AWS::CloudWatch::Alarm').flatMap((alarm) => {
  const queried = possibleMembers(alarm.properties.Metrics).flatMap((query) => possible(objectOf(query).MetricStat))
    .flatMap((stat) => possible(objectOf(stat).Metric));
  return [alarm.properties, ...queried.map(objectOf)].map((metric) => alarmMetric(alarm, metric))
    .filter(({ namespace }) => namespace === undefined || isKnownNamespace(namespace));
}));

function alarmMetric(alarm: Resource, { Namespace, MetricName, Dimensions }: JsonObject): AlarmMetric {
  const said = [Dimensions, ...listOf(Dimensions)].every((one) => !isIntrinsic(one));
  const dimensions = listOf(Dimensions).map(objectOf).flatMap(({ Name, Value }) => {
    const name = literal(alarm.textOf(Name));
    return name === undefined ? [] : [{ name, value: Value }];
  });
  return {
    alarm,
    namespace: literal(alarm.textOf(Namespace)),
    name: literal(alarm.textOf(MetricName)),
    dimensions: said && dimensions.length === listOf(Dimensions).length ? dimensions : undefined,
  };
}

/** Has the metric this set of dimensions? */
function judgeMetric({ alarm, namespace, name, dimensions }: AlarmMetric): Judgement {
  const judgement = { from: alarm, at: alarm };
  if (namespace === undefined || name === undefined || dimensions === undefined) {
    return { ...judgement, delivers: 'unknown', because: 'which metric it watches depends on values that the template does not hold' };
  }
  const sets = dimensionSets(namespace, name);
  if (sets === undefined) return { ...judgement, delivers: 'unknown', because: `whether ${namespace} has a metric ${name} is not known` };
  const given = dimensions.map((one) => one.name);
  const others = sets.map(inWords).join('; or ');
  return {
    ...judgement,
    delivers: certain(sets.some((set) => fits(set, given))),
    because: `${name} in ${namespace} has no values for the dimensions that it names (${given.join(', ') || 'none'})`,
    fix: `Set its dimensions to: ${others}.`,
  };
}

function fits(set: string, given: readonly string[]): boolean {
  const names = set.split(' ');
  return names.every((name) => name === '' || name.endsWith('?') || given.includes(name))
    && given.every((name) => names.includes(name) || names.includes(`${name}?`));
}

function inWords(set: string): string {
  return set.split(' ').map((name) => name.replace(/(.+)\?$/, 'perhaps $1')).join(', ') || 'none';
}

/** Does each dimension have the identifier by which CloudWatch knows the resource? */
function judgeValues(model: DeliveryModel, { alarm, namespace, dimensions = [] }: AlarmMetric): Judgement[] {
  return dimensions.flatMap(({ name, value }) => {
    const sources = namespace === undefined ? undefined : sourcesOf(namespace, name);
    if (sources === undefined) return [];
    const [type, attribute] = sources[0].split('.');
    const delivers = every(possible(value), (one) => identifies(model, alarm, one, sources, name.endsWith('Arn')));
    return [{
      from: alarm,
      delivers: delivers === 'no' && possible(value).length > 1 ? 'unknown' : delivers,
      at: alarm,
      because: delivers === 'unknown'
        ? `what its dimension ${name} names depends on values that the template does not hold`
        : `its dimension ${name} does not name a resource as ${namespace} does, so there is no such metric`,
      fix: `Set ${name} to the ${attribute} of an ${type}.`,
    }];
  });
}

function identifies(model: DeliveryModel, alarm: Resource, value: Json, sources: readonly string[], isArnWanted: boolean): Verdict {
  const { type, attribute } = model.referred(alarm, value) ?? {};
  if (sources.includes(`${type}.${attribute}`)) return 'yes';
  if (type !== undefined && attribute !== undefined) {
    if (sources.some((source) => source.startsWith(`${type}.`))) return /^Ref$|Arn$|ARN$|Url$|URL$/.test(attribute) ? 'no' : 'unknown';
    if (kindOf(type)) return 'no';
  }
  const [first, ...rest] = alarm.textOf(value);
  if (typeof first !== 'string') return first === undefined || first.kind === 'any' || isArnWanted ? 'unknown' : 'yes';
  if (/^arn:/.test(first)) return certain(isArnWanted);
  if (isArnWanted) return rest.length === 0 ? 'no' : 'unknown';
  return certain(!/^https?:\/\//.test(first));
}

/** The metrics that alarms are on. */
export const ALARM_METRICS: Rule[] = [
  {
    id: 'KEEL-ALARM-02',
    proves: 'Alarm: its metric has the dimensions that it names.',
    source: SOURCE,
    judge: (model) => alarmMetrics(model).map(judgeMetric),
  },
  {
    id: 'KEEL-ALARM-03',
    proves: 'Alarm: its dimensions name resources as their service does.',
    source: SOURCE,
    judge: (model) => alarmMetrics(model).flatMap((metric) => judgeValues(model, metric)),
  },
];
