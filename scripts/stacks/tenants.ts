import { PublishCommand } from '@aws-sdk/client-sns';
import { resourcesOf, statusOf } from './deployed';
import { LISTED_TYPES, nameIn, takeInventory } from './inventory';
import { Place } from './place';
import { receiveDeadLetters } from '../../examples/demo/dead-letters';
import { say } from '../../examples/demo/progress';
import { Tally } from '../../examples/demo/tally';

/** Deploys stacks at the same time, looks at their resources with the services' own APIs, and sends a message through each tenant. */
export async function deployTogether(place: Place, stacks: readonly string[]): Promise<Tally> {
  const { clients, cli } = place;
  const tally = new Tally(`${stacks.length} stacks at the same time`);
  const outputs = await cli.deployTogether(stacks, place.assembly);
  say(`deployed ${stacks.length} stacks at the same time`);
  const statuses = await Promise.all(stacks.map((stack) => statusOf(clients, stack)));
  tally.count('CREATE_COMPLETE', stacks.length, statuses.filter((status) => status === 'CREATE_COMPLETE').length, 'DescribeStacks');

  const listed = (await Promise.all(stacks.map((stack) => resourcesOf(clients, stack)))).flat().filter(({ type }) => LISTED_TYPES.has(type));
  const there = await takeInventory(clients);
  tally.count('resources that are there', listed.length, listed.filter((one) => there.has(nameIn(one))).length, 'the services\' own APIs');
  tally.count('of them different ones', listed.length, new Set(listed.map(nameIn)).size, 'physical ids');

  const tenants = stacks.filter((stack) => outputs[stack]?.OrdersTopicArn !== undefined);
  const received = await Promise.all(tenants.map(async (tenant) => {
    const { OrdersTopicArn, AuditQueueUrl } = outputs[tenant];
    await clients.sns.send(new PublishCommand({ TopicArn: OrdersTopicArn, Message: tenant }));
    const messages = await receiveDeadLetters(clients.sqs, AuditQueueUrl);
    return { tenant, bodies: messages.map(({ Body }) => Body) };
  }));
  tally.count('orders that arrived at their tenant', tenants.length, received.filter(({ tenant, bodies }) => bodies.includes(tenant)).length,
    'one published to each topic; received from each queue Audit');
  tally.count('orders that arrived elsewhere', 0, received.flatMap(({ tenant, bodies }) => bodies.filter((body) => body !== tenant)).length, 'the same');
  return tally;
}
