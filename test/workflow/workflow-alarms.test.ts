import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { asl, CALL, DONE, rightsOf } from './states';
import { StepFunctionsWorkflow, StepFunctionsWorkflowProps, WorkflowDeployment } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const make = (props: Partial<StepFunctionsWorkflowProps> = {}) => new StepFunctionsWorkflow(stack, 'Order', { definition: DONE, ...props });
const keysOf = ({ alarms }: StepFunctionsWorkflow) => alarms.all.map(({ node }) => node.id);
const executionTime = () => Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm', {
  Properties: { MetricName: 'ExecutionTime' },
}))[0].Properties;

describe('alarms', () => {
  test('of a standard workflow', () => {
    expect(keysOf(make())).toEqual([
      'ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled', 'ExecutionTime', 'ExecutionsAborted', 'EventDeadLetter', 'EventDeadLetterExpiry',
    ]);
  });

  test('of an express workflow, of which no execution can be aborted', () => {
    expect(keysOf(make({ stateMachineType: sfn.StateMachineType.EXPRESS }))).not.toContain('ExecutionsAborted');
  });

  test.each(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled', 'ExecutionsAborted'])('%s goes off at the first within a minute', (MetricName) => {
    const order = make();
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      Namespace: 'AWS/States',
      Dimensions: [{ Name: 'StateMachineArn', Value: stack.resolve(order.stateMachine.stateMachineArn) }],
      Statistic: 'Sum',
      Period: 60,
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  test.each([
    ['its timeout', { timeout: Duration.minutes(10) }, 480_000],
    ['the timeout of its definition', { definition: asl({ Call: CALL }, { TimeoutSeconds: 60 }) }, 48_000],
    ['the default timeout', {}, 2_880_000],
    ['the default timeout of express workflows', { stateMachineType: sfn.StateMachineType.EXPRESS }, 240_000],
  ])('ExecutionTime goes off at 80 %% of %s', (_name, props, threshold) => {
    make(props);
    expect(executionTime()).toMatchObject({ Threshold: threshold, ExtendedStatistic: 'p95' });
  });

  test('ExecutionTime follows from the default where the timeout is not known at synth', () => {
    make({ timeout: Duration.seconds(new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber) });
    expect(executionTime().Threshold).toBe(2_880_000);
  });

  test('are changed by key', () => {
    const order = make({ alarms: { ExecutionTime: { threshold: 1000 }, EventDeadLetter: { enabled: false } } });
    expect(executionTime().Threshold).toBe(1000);
    expect(keysOf(order)).not.toContain('EventDeadLetter');
  });
});

describe('an alias', () => {
  const alias = () => Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachineAlias'))[0].Properties.DeploymentPreference;

  test.each([
    ['at once', WorkflowDeployment.allAtOnce(), { Type: 'ALL_AT_ONCE' }],
    ['as a canary', WorkflowDeployment.canary(10, Duration.minutes(5)), { Type: 'CANARY', Percentage: 10, Interval: 5 }],
    ['in equal shares', WorkflowDeployment.linear(25, Duration.hours(1)), { Type: 'LINEAR', Percentage: 25, Interval: 60 }],
  ])('goes over to a new version %s, unless executions fail', (_name, deployment, expected) => {
    const order = make();
    order.addAlias(deployment);
    expect(alias()).toMatchObject(expected);
    expect(alias().Alarms).toEqual(['ExecutionsFailed', 'ExecutionsTimedOut'].map((key) => stack.resolve(order.alarms.get(key).alarmName)));
  });

  test('goes over without a way back where its alarms are switched off: a list of no alarms is refused', () => {
    make({ alarms: { ExecutionsFailed: { enabled: false }, ExecutionsTimedOut: { enabled: false } } }).addAlias(WorkflowDeployment.allAtOnce());
    expect(alias()).not.toHaveProperty('Alarms');
  });

  test('leads to a version of the newest definition, and versions are kept', () => {
    const order = make();
    order.addAlias(WorkflowDeployment.allAtOnce());
    Template.fromStack(stack).hasResource('AWS::StepFunctions::StateMachineVersion', {
      Properties: { StateMachineRevisionId: stack.resolve(order.stateMachine.stateMachineRevisionId) }, UpdateReplacePolicy: 'Retain',
    });
    expect(alias().StateMachineVersionArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^OrderVersion/), 'Arn'] });
  });

  test('may be started by who may start the workflow, granted before or after', () => {
    const order = make();
    const caller = (id: string) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    order.grantStartExecution(caller('Before'));
    const { attrArn } = order.addAlias(WorkflowDeployment.allAtOnce());
    order.grantStartExecution(caller('After'));
    for (const id of ['Before', 'After']) {
      expect(JSON.stringify(rightsOf(stack, id))).toContain(JSON.stringify(stack.resolve(attrArn)));
    }
  });
});
