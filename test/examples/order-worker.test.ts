import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { OrderWorkerStack } from '../../examples/order-worker/order-worker-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const TEMPLATE = Template.fromStack(new OrderWorkerStack(new App(), 'OrderWorker'));

test('everything arrives, and nothing is unknown', () => {
  const templates = { OrderWorker: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('there are as many tasks as the queue needs, from none', () => {
  TEMPLATE.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 0, MaxCapacity: 20 });
  TEMPLATE.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', { PolicyType: 'TargetTrackingScaling' });
});

test('tasks reach AWS by endpoints, and nothing else', () => {
  TEMPLATE.resourceCountIs('AWS::EC2::NatGateway', 0);
  TEMPLATE.resourceCountIs('AWS::EC2::InternetGateway', 0);
  TEMPLATE.resourceCountIs('AWS::EC2::VPCEndpoint', 6);
});

test('the program knows its queue and its table, and may be protected', () => {
  const [{ Properties: { ContainerDefinitions: [{ Environment }] } }] = Object.values(TEMPLATE.findResources('AWS::ECS::TaskDefinition'));
  expect(Environment.map(({ Name }: any) => Name).sort()).toEqual(['QUEUE_URL', 'TABLE_NAME']);
  TEMPLATE.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ecs:UpdateTaskProtection']) })]) },
  });
});

test('nothing is left when the stack is removed', () => {
  const kept = Object.entries(TEMPLATE.toJSON().Resources).filter(([, { DeletionPolicy }]: any) => /^Retain/.test(DeletionPolicy));
  expect(kept.map(([logicalId]) => logicalId)).toEqual([]);
});

test('the template is the one that was reviewed', () => {
  expect(JSON.parse(JSON.stringify(TEMPLATE.toJSON().Resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
