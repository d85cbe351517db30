import * as https from 'node:https';
import {
  CreateStackCommand, DeleteStackCommand, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { Clients } from '../../examples/demo/clients';
import { sleep } from '../../examples/demo/poll';
import { Resources } from '../../test/delivery/cases/delivery-case';

const DEPLOY_SECONDS = 60;

/** CloudFormation did not make the stack. */
export class RefusedError extends Error {}

/** Where the emulator is. */
export interface Place {
  readonly clients: Clients;
  readonly endpoint: string;
  readonly agent: https.Agent;
}

/** A stack that is there. */
export interface DeployedStack extends Place {
  /** The physical id of one of its resources. */
  readonly id: (logicalId: string) => string;
}

export async function deploy(place: Place, StackName: string, resources: Resources): Promise<DeployedStack> {
  const { cloudFormation } = place.clients;
  const TemplateBody = JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources });
  try {
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  } catch (error) {
    throw new RefusedError((error as Error).message);
  }
  const status = await endOf(place, StackName);
  if (status !== 'CREATE_COMPLETE') throw new RefusedError(await failureOf(place, StackName) ?? `${status}`);

  const { StackResources: made = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName }));
  const ids = new Map(made.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]));
  return {
    ...place,
    id: (logicalId) => {
      const id = ids.get(logicalId);
      if (id === undefined) throw new Error(`the stack ${StackName} has no ${logicalId}`);
      return id;
    },
  };
}

export async function destroy(place: Place, StackName: string): Promise<void> {
  await place.clients.cloudFormation.send(new DeleteStackCommand({ StackName }));
  const status = await endOf(place, StackName);
  if (status !== undefined && status !== 'DELETE_COMPLETE') throw new Error(`${StackName} is not deleted: ${await failureOf(place, StackName)}`);
}

/** The status of the stack when nothing goes on any more; undefined when there is no such stack. */
async function endOf({ clients }: Place, StackName: string): Promise<string | undefined> {
  const deadline = Date.now() + DEPLOY_SECONDS * 1000;
  for (;;) {
    const { Stacks: [stack] = [] } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName })).catch((error) => {
      if (error.name === 'ValidationError') return { Stacks: [] };
      throw error;
    });
    if (!stack?.StackStatus?.endsWith('IN_PROGRESS')) return stack?.StackStatus;
    if (Date.now() > deadline) throw new Error(`${StackName} is ${stack.StackStatus} after ${DEPLOY_SECONDS} s`);
    await sleep(200);
  }
}

async function failureOf({ clients }: Place, StackName: string): Promise<string | undefined> {
  const { StackEvents: events = [] } = await clients.cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  const first = events.reverse().find(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
  return first && `${first.LogicalResourceId}: ${first.ResourceStatusReason}`;
}
