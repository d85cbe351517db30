import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { notes } from './api-specimen';
import { ApiAuth, ServerlessApiProps } from '../../src';

/** The alarms by key. */
function alarmsOf(props: Partial<ServerlessApiProps> = {}): Record<string, any> {
  const { stack, api } = notes(props);
  const resources = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
  return Object.fromEntries(api.alarms.all.map((alarm) => [
    alarm.node.id, resources[stack.getLogicalId(alarm.node.defaultChild as never)].Properties,
  ]));
}

test('the API, the function and the table are watched', () => {
  expect(Object.keys(alarmsOf())).toEqual([
    'ServerErrors', 'ClientErrors', 'Latency', 'FunctionErrors', 'FunctionThrottles', 'FunctionDuration', 'TableReadThrottles', 'TableWriteThrottles',
    'TableSystemErrors',
  ]);
});

test('errors of clients are no alarm where anybody may call', () => {
  expect(Object.keys(alarmsOf({ auth: ApiAuth.publicAccess() }))).not.toContain('ClientErrors');
});

test.each([
  ['ServerErrors', { MetricName: '5XXError', Statistic: 'Average', Threshold: 0.05, Period: 60, EvaluationPeriods: 3 }],
  ['ClientErrors', { MetricName: '4XXError', Statistic: 'Average', Threshold: 0.05, Period: 60, EvaluationPeriods: 5 }],
  ['Latency', { MetricName: 'Latency', ExtendedStatistic: 'p90', Threshold: 2500, EvaluationPeriods: 5 }],
  ['FunctionThrottles', { MetricName: 'Throttles', Statistic: 'Sum', Threshold: 1 }],
  ['FunctionDuration', { MetricName: 'Duration', ExtendedStatistic: 'p99', Threshold: 9000, EvaluationPeriods: 5 }],
  ['TableReadThrottles', { MetricName: 'ReadThrottleEvents', Statistic: 'Sum', Threshold: 1 }],
  ['TableWriteThrottles', { MetricName: 'WriteThrottleEvents', Statistic: 'Sum', Threshold: 1 }],
  ['TableSystemErrors', { MetricName: 'SystemErrors', Statistic: 'Sum', Threshold: 1, EvaluationPeriods: 3 }],
])('%s goes off at its threshold', (key, properties) => {
  expect(alarmsOf()[key]).toMatchObject(properties);
});

test('FunctionErrors is on the part of the invocations that fail', () => {
  const { Metrics, Threshold } = alarmsOf().FunctionErrors;
  expect(Metrics).toContainEqual(expect.objectContaining({ Expression: '100 * errors / invocations' }));
  expect(Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric.MetricName ?? []).sort()).toEqual(['Errors', 'Invocations']);
  expect(Threshold).toBe(5);
});

test('thresholds follow from the timeout', () => {
  const { Latency, FunctionDuration } = alarmsOf({ timeout: Duration.seconds(2) });
  // API Gateway waits 3 seconds.
  expect(Latency.Threshold).toBe(2400);
  expect(FunctionDuration.Threshold).toBe(1800);
});

test('an alarm is changed or switched off by its key', () => {
  const alarms = alarmsOf({ alarms: { Latency: { threshold: 500, evaluationPeriods: 1 }, TableSystemErrors: { enabled: false } } });
  expect(alarms.Latency).toMatchObject({ Threshold: 500, EvaluationPeriods: 1 });
  expect(alarms.TableSystemErrors).toBeUndefined();
});

test('alarms on the API have the dimensions that its metrics have', () => {
  const { stack, api } = notes();
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: '5XXError',
    Dimensions: Match.arrayWith([{ Name: 'ApiName', Value: api.restApi.restApiName }, { Name: 'Stage', Value: stack.resolve(api.stage.stageName) }]),
  });
});
