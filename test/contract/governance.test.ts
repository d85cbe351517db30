import { Aspects, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { newApp, put, Variant, VARIANTS } from './specimen';
import { ResourceJson, templatesOf } from './template';

/** Types that have no tags in the CloudFormation registry, and listeners and scalable targets, to which aws-cdk-lib 2.263 gives none. */
const WITHOUT_TAGS = new RegExp(`^(Custom::.*|AWS::(${[
  'ApiGateway::(Account|Authorizer|BasePathMapping|Deployment|GatewayResponse|Method|Model|RequestValidator|Resource|UsagePlanKey)',
  'ApplicationAutoScaling::(ScalableTarget|ScalingPolicy)',
  'Cognito::(IdentityPoolRoleAttachment|ManagedLoginBranding|UserPool(Client|Domain|Group|IdentityProvider|ResourceServer|RiskConfigurationAttachment))',
  'EC2::(Route|SecurityGroup(Egress|Ingress)|SubnetRouteTableAssociation|VPCGatewayAttachment)',
  'EFS::MountTarget',
  'EMR::(SecurityConfiguration|Step)',
  'ElasticLoadBalancingV2::Listener',
  'IAM::(InstanceProfile|Policy)',
  'Lambda::Permission',
  'Logs::LogStream',
  'Route53::RecordSet',
  'S3::BucketPolicy',
  'SNS::(Subscription|TopicPolicy)',
  'SQS::QueuePolicy',
  'Scheduler::Schedule',
  'StepFunctions::StateMachine(Alias|Version)',
  'WAFv2::WebACLAssociation',
].join('|')}))$`);

/** A function that CDK makes without tags, once for each stack with addBucket. */
const OF_AWS_CDK_LIB = /^BucketNotificationsHandler.{40}$/;

describe.each(VARIANTS)('what an organization puts on its apps reaches all of $name:', (variant) => {
  let resources: [string, ResourceJson][];
  beforeAll(() => {
    resources = governed(variant);
  });

  test('tags', () => {
    const untagged = resources.filter(([id, { Type, Properties = {} }]) => (
      !isTagged(Properties) && !WITHOUT_TAGS.test(Type) && !OF_AWS_CDK_LIB.test(id)
    ));
    expect(untagged).toEqual([]);
  });

  test('permissions boundaries', () => {
    const unbound = resources.filter(([, { Type, Properties }]) => (
      /^AWS::IAM::(Role|User)$/.test(Type) && !JSON.stringify(Properties?.PermissionsBoundary ?? '').includes(':policy/boundary')
    ));
    expect(unbound).toEqual([]);
  });

  test('aspects', () => {
    expect(resources.filter(([, { Metadata }]) => Metadata?.visited !== true)).toEqual([]);
  });
});

/** The resources of a variant, and those outside it, by logical id. */
function governed(variant: Variant): [string, ResourceJson][] {
  const app = newApp();
  const stack = new Stack(app, 'Stack');
  Tags.of(app).add('team', 'orders');
  iam.PermissionsBoundary.of(app).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary'));
  Aspects.of(app).add({
    visit: (construct) => {
      if (CfnResource.isCfnResource(construct)) {
        construct.addMetadata('visited', true);
      }
    },
  });
  put(variant, stack);
  return Object.entries(templatesOf(app).get('Stack.template.json')!.Resources!);
}

/** In a list of keys and values, or in a map. */
function isTagged(properties: Record<string, unknown>): boolean {
  return Object.entries(properties).some(([name, value]) => name.endsWith('Tags') && /"Key":"team"|"team":/.test(JSON.stringify(value)));
}
