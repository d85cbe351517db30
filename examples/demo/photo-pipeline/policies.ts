import { GetTopicAttributesCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Clients } from '../clients';

/** Takes the statements out of a topic's policy that let somebody in, and returns how to put them back. */
export async function closeTopic({ sns }: Clients, TopicArn: string): Promise<() => Promise<void>> {
  const { Attributes: attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  const set = async (policy: string) => {
    await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: policy }));
  };
  await set(withoutAllow(attributes!.Policy!));
  return () => set(attributes!.Policy!);
}

/** The same for a queue. */
export async function closeQueue({ sqs }: Clients, QueueUrl: string): Promise<() => Promise<void>> {
  const { Attributes: attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
  const set = async (policy: string) => {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: policy } }));
  };
  await set(withoutAllow(attributes!.Policy!));
  return () => set(attributes!.Policy!);
}

function withoutAllow(text: string): string {
  const policy = JSON.parse(text);
  const Statement = policy.Statement.filter(({ Effect }: { Effect: string }) => Effect !== 'Allow');
  if (Statement.length === policy.Statement.length) throw new Error(`nobody is let in by this policy: ${text}`);
  return JSON.stringify({ ...policy, Statement });
}
