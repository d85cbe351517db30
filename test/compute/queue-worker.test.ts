import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { orderWorker, propertiesOf, resources, rightsOf, shop, web, worker } from './services';
import { FargateService, QueueWithDlq } from '../../src';
import { backlogScaling, tasksNeeded } from '../../src/compute/backlog-scaling';

const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

test('there are as many tasks as arrivals and the backlog need', () => {
  const { made } = orderWorker();
  const policy = propertiesOf(made, POLICY, 'WorkerQueueScalingTracking');
  const { Metrics } = policy.TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification;
  expect(policy).toMatchObject({
    PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: { TargetValue: 1, ScaleOutCooldown: 180, ScaleInCooldown: 300 },
  });
  const rows = Metrics.map(({ Id, ReturnData, MetricStat: metric, Expression }: any) => (
    [Id, metric?.Metric.MetricName ?? Expression, metric?.Stat, ReturnData]
  ));
  expect(rows).toEqual([
    ['sent', 'NumberOfMessagesSent', 'Sum', false],
    ['visible', 'ApproximateNumberOfMessagesVisible', 'Maximum', false],
    ['inFlight', 'ApproximateNumberOfMessagesNotVisible', 'Maximum', false],
    ['running', 'RunningTaskCount', 'Average', false],
    [
      'tasksNeeded',
      '(FILL(sent, 0) * 2 / 60 + (visible + inFlight) * 2 / 60) / IF(FILL(running, REPEAT) > 0, FILL(running, REPEAT), 1)',
      undefined,
      true,
    ],
  ]);
});

test('there is no task when there is no message, and a first one when there is', () => {
  const { made } = orderWorker();
  expect(propertiesOf(made, 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({ MinCapacity: 0, MaxCapacity: 10 });
  const [step] = Object.keys(resources(made, POLICY)).filter((id) => id.startsWith('WorkerQueueScalingFirstTask'));
  expect(propertiesOf(made, POLICY, step)).toMatchObject({
    PolicyType: 'StepScaling',
    StepScalingPolicyConfiguration: { AdjustmentType: 'ChangeInCapacity', StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }] },
  });
  const alarm = propertiesOf(made, 'AWS::CloudWatch::Alarm', 'WorkerQueueScalingWakeUp');
  expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching', AlarmActions: [{ Ref: step }] });
  expect(alarm.Metrics[0].Expression).toBe('IF(visible > 0 AND FILL(running, 0) < 1, 1, 0)');
});

test('nothing else scales it, and no function is needed', () => {
  const { made } = orderWorker();
  expect(Object.keys(resources(made, POLICY))).toHaveLength(2);
  expect(resources(made, 'AWS::Lambda::Function')).toEqual({});
});

test('tasks may take messages, decrypt them, and protect themselves', () => {
  const { made, orders } = orderWorker();
  const stack = Stack.of(made);
  expect(rightsOf(made, 'WorkerTaskRole')).toEqual([
    expect.objectContaining({ Action: expect.arrayContaining(['sqs:ReceiveMessage', 'sqs:DeleteMessage']), Resource: stack.resolve(orders.queue.queueArn) }),
    expect.objectContaining({ Action: 'kms:Decrypt', Resource: stack.resolve(orders.encryptionKey.keyArn) }),
    expect.objectContaining({
      Action: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
      Condition: { ArnEquals: { 'ecs:cluster': stack.resolve(made.cluster.clusterArn) } },
    }),
  ]);
  expect(propertiesOf(made, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].Environment)
    .toEqual([{ Name: 'QUEUE_URL', Value: stack.resolve(orders.queue.queueUrl) }]);
});

test('numbers follow from the goal without anything of the CDK', () => {
  const goal = { acceptableLatency: 600, processingTime: 0.5, minTasks: 1, maxTasks: 40 };
  expect(backlogScaling(goal)).toEqual({
    minTasks: 1, maxTasks: 40, targetValue: 1, scaleOutCooldown: 180, scaleInCooldown: 300, wakeUpTasks: 1, wakeUpCooldown: 180,
  });
  expect(tasksNeeded(goal)).toMatch(/^\(FILL\(sent, 0\) \* 0\.5 \/ 60 \+ \(visible \+ inFlight\) \* 0\.5 \/ 600\) /);
});

describe('it fails when', () => {
  let stack: Stack;
  let orders: QueueWithDlq;

  beforeEach(() => {
    stack = shop();
    orders = new QueueWithDlq(stack, 'Orders');
  });

  const scale = (made: FargateService, acceptableLatency: Duration, processingTime: Duration) => () => (
    made.scaleOnQueue(orders, { acceptableLatency, processingTime })
  );

  test('a message takes longer than it may wait', () => {
    expect(scale(worker({}, stack), Duration.seconds(1), Duration.seconds(2)))
      .toThrow("FargateService.scaleOnQueue of 'Shop/Worker' got invalid values:\n"
        + "  - 'processingTime' must not be longer than acceptableLatency: no number of tasks can be faster than one, but got 2");
  });

  test('a message takes longer than it is hidden', () => {
    expect(scale(worker({}, stack), Duration.minutes(5), Duration.minutes(1)))
      .toThrow('must not be longer than the visibilityTimeout of the queue (30 seconds), or messages are worked on twice: raise that, but got 60');
  });

  test('a message takes no time', () => {
    expect(scale(worker({}, stack), Duration.minutes(5), Duration.seconds(0))).toThrow("'processingTime' must be more than nothing, but got 0");
  });

  test('times are not known', () => {
    const unknown = Duration.seconds(new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber);
    expect(scale(worker({}, stack), unknown, Duration.seconds(1))).toThrow('must be known at synth, because other settings follow from it');
  });

  test('there is a load balancer', () => {
    expect(scale(web({}, stack), Duration.minutes(1), Duration.seconds(1)))
      .toThrow("'ingress' must be Ingress.none(), because requests must not end with the messages, but got a load balancer");
  });

  test('there is another queue', () => {
    const made = worker({}, stack);
    scale(made, Duration.minutes(1), Duration.seconds(1))();
    expect(scale(made, Duration.minutes(1), Duration.seconds(1))).toThrow("'queue' must be the only one: make another FargateService for each queue, but got Shop/Orders");
  });
});

test('a worker that would never run fails the synthesis', () => {
  const made = worker();
  expect(made.node.validate()).toContainEqual("FargateService 'Shop/Worker' would never run a task: call scaleOnQueue, or set minTasks to 1 or more");
  expect(worker({ minTasks: 1 }).node.validate()).toEqual([]);
});
