import { DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { Clients } from '../../examples/demo/clients';
import { Template } from '../../examples/demo/target';

/** A resource of a stack as CloudFormation lists it. */
export interface DeployedResource {
  readonly id: string;
  readonly type: string;
  readonly physicalId: string;
}

export async function resourcesOf({ cloudFormation }: Clients, stack: string): Promise<DeployedResource[]> {
  const resources: DeployedResource[] = [];
  for await (const { StackResourceSummaries: summaries = [] } of paginateListStackResources({ client: cloudFormation }, { StackName: stack })) {
    resources.push(...summaries.map(({ LogicalResourceId, ResourceType, PhysicalResourceId }) => (
      { id: LogicalResourceId!, type: ResourceType!, physicalId: PhysicalResourceId! }
    )));
  }
  return resources;
}

/** The status of a stack, or that there is none. */
export async function statusOf({ cloudFormation }: Clients, StackName: string): Promise<string> {
  const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName })).catch(() => ({ Stacks: [] }));
  return stack?.StackStatus ?? 'no such stack';
}

/** The logical ids of the queues that functions receive from. */
export function consumedQueues({ Resources: resources }: Template): Set<string> {
  const mappings = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping');
  return new Set(mappings.map(({ Properties }) => Properties.EventSourceArn['Fn::GetAtt'][0]).filter((id) => resources[id].Type === 'AWS::SQS::Queue'));
}
