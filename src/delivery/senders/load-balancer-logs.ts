import { Edge } from '../access/edge';
import { BUCKET, receivers } from '../access/receivers';
import { ServiceSender } from '../access/requests';
import { literal, print, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { Json, objectOf, possibleMembers } from '../model/template';

const LOGS = ['access_logs', 'connection_logs', 'health_check_logs'];

/** What load balancers of a type write to buckets, once for each place in them. */
export function edgesOfLoadBalancers(model: DeliveryModel, type: string, senderOf: (balancer: Resource) => ServiceSender): Edge[] {
  const balancers = model.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')
    .filter(({ properties, textOf }) => literal(textOf(properties.Type ?? 'application')) === type);
  return balancers.flatMap((balancer) => {
    const edges = placesOf(balancer).flatMap(({ bucket, prefix }) => (
      receivers(model, balancer, bucket, BUCKET).map((to) => edgeTo(balancer, to, prefix, senderOf(balancer)))
    ));
    return [...new Map(edges.map((edge) => [print(edge.calledArn ?? []), edge])).values()];
  });
}

function placesOf({ properties, textOf }: Resource): { bucket: Json; prefix: Json }[] {
  const attributes = new Map(possibleMembers(properties.LoadBalancerAttributes).map(objectOf).map(({ Key, Value }) => [literal(textOf(Key)), Value]));
  return LOGS.filter((logs) => literal(textOf(attributes.get(`${logs}.s3.enabled`))) === 'true')
    .map((logs) => ({ bucket: attributes.get(`${logs}.s3.bucket`), prefix: attributes.get(`${logs}.s3.prefix`) }));
}

function edgeTo(balancer: Resource, to: Resource | undefined, prefix: Json, sender: ServiceSender): Edge {
  const edge = { from: balancer, to, sender, actions: ['s3:PutObject'] };
  if (to === undefined) return edge;
  const before = literal(balancer.textOf(prefix)) === '' ? [] : [prefix!, '/'];
  const object = { name: `${balancer.stackId}.${balancer.logicalId}.object`, kind: 'word' } as const;
  return {
    ...edge,
    calledArn: text(to.arn!, '/', ...before.map(balancer.textOf), 'AWSLogs/', balancer.account, '/', object),
    calledReference: { 'Fn::Join': ['', [referenceToArn(to), '/', ...before, 'AWSLogs/', { Ref: 'AWS::AccountId' }, '/*']] },
  };
}
