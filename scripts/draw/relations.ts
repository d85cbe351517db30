import { DeliveryModel } from '../../src/delivery/model/delivery-model';
import { Resource } from '../../src/delivery/model/resource';
import { Json, JsonObject } from '../../src/delivery/model/template';

/** What alarms are drawn at. */
const WATCHED = [
  'AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::DynamoDB::Table', 'AWS::ECS::Service', 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::EMR::Cluster', 'AWS::Kinesis::Stream', 'AWS::KinesisFirehose::DeliveryStream', 'AWS::Lambda::Function', 'AWS::SNS::Topic', 'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
];

/** Two resources that belong together in a picture, where no rule judges a delivery. */
export interface Relation {
  readonly from: Resource;
  readonly to: Resource;
}

/** Which alarm watches what, by the dimensions of its metrics. */
export function watchedBy(model: DeliveryModel): Relation[] {
  return model.ofType('AWS::CloudWatch::Alarm').flatMap((to) => (
    [...new Set(dimensionsOf(to.properties).map(({ Value }) => referent(model, Value, ...WATCHED)))].flatMap((from) => (from ? [{ from, to }] : []))
  ));
}

/** The load balancer in front of a service of ECS, and the queue that it works on. */
export function feedsOf(model: DeliveryModel): Relation[] {
  return model.ofType('AWS::ECS::Service').flatMap((to) => {
    const groups = new Set(objects(to.properties.LoadBalancers).map(({ TargetGroupArn }) => idIn(TargetGroupArn)));
    const balancers = model.ofType('AWS::ElasticLoadBalancingV2::Listener')
      .filter(({ properties }) => objects(properties.DefaultActions).some(({ TargetGroupArn }) => TargetGroupArn && groups.has(idIn(TargetGroupArn))))
      .map(({ properties }) => referent(model, properties.LoadBalancerArn, 'AWS::ElasticLoadBalancingV2::LoadBalancer'));
    const task = referent(model, to.properties.TaskDefinition, 'AWS::ECS::TaskDefinition');
    const queues = objects(task?.properties.ContainerDefinitions).flatMap(({ Environment }) => objects(Environment))
      .filter(({ Name }) => Name === 'QUEUE_URL').map(({ Value }) => referent(model, Value, 'AWS::SQS::Queue'));
    return [...balancers, ...queues].flatMap((from) => (from ? [{ from, to }] : []));
  });
}

/** An event source mapping is drawn as the function that it is of. */
export function standsFor(resource: Resource, model: DeliveryModel): Resource {
  const fn = resource.type === 'AWS::Lambda::EventSourceMapping' && referent(model, resource.properties.FunctionName, 'AWS::Lambda::Function');
  return fn || resource;
}

function dimensionsOf(alarm: JsonObject): JsonObject[] {
  const metrics = objects(alarm.Metrics).map((one) => ((one.MetricStat as JsonObject | undefined)?.Metric ?? {}) as JsonObject);
  return [alarm, ...metrics].flatMap(({ Dimensions }) => objects(Dimensions));
}

/** The resource of one of the types that a `Ref` or `Fn::GetAtt` of the one template names. */
function referent(model: DeliveryModel, expression: Json | undefined, ...types: readonly string[]): Resource | undefined {
  const id = idIn(expression);
  return types.flatMap((type) => model.ofType(type)).find(({ logicalId }) => logicalId === id);
}

function idIn(expression: Json | undefined): Json | undefined {
  const { Ref, 'Fn::GetAtt': att } = (typeof expression === 'object' && expression !== null ? expression : {}) as JsonObject;
  return Ref ?? (Array.isArray(att) ? att[0] : undefined);
}

function objects(value: Json | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : []).filter((one): one is JsonObject => typeof one === 'object' && one !== null);
}
