import { allow, allowService, att, policy, ref, resource, Resources } from '../../test/delivery/cases/delivery-case';

/** What the parts of a template below have their messages in. */
export const ARRIVALS = 'Arrivals';

/** A queue into which a service may send. */
export function queueFor(service: string): Resources {
  return {
    [ARRIVALS]: resource('AWS::SQS::Queue'),
    ArrivalsPolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref(ARRIVALS)], PolicyDocument: policy(allowService(service, 'sqs:SendMessage', att(ARRIVALS))),
    }),
  };
}

/** The template with a queue behind its topic. */
export function behindTopic(resources: Resources): Resources {
  return {
    ...structuredClone(resources),
    ...queueFor('sns.amazonaws.com'),
    ArrivalsSubscription: resource('AWS::SNS::Subscription', { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: att(ARRIVALS) }),
  };
}

/** A queue behind a bus of the template. */
export function queueBehindBus(source: string): Resources {
  return {
    ...queueFor('events.amazonaws.com'),
    ArrivalsRule: resource('AWS::Events::Rule', {
      EventBusName: ref('Bus'), EventPattern: { source: [source] }, Targets: [{ Id: ARRIVALS, Arn: att(ARRIVALS) }],
    }),
  };
}

const REPORT = `
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
exports.handler = async (event) => {
  await new SQSClient().send(new SendMessageCommand({ QueueUrl: process.env.ARRIVALS, MessageBody: JSON.stringify(event) }));
  return { statusCode: 200, body: 'done' };
};`;

/** The template with a function that sends whatever it is called with to a queue. */
export function reporting(resources: Resources): Resources {
  const changed = structuredClone(resources);
  Object.assign(changed.Function.Properties!, {
    Code: { ZipFile: REPORT }, Environment: { Variables: { ARRIVALS: ref(ARRIVALS) } },
  });
  changed.Role.Properties!.Policies.push({ PolicyName: 'Report', PolicyDocument: policy(allow('sqs:SendMessage', att(ARRIVALS))) });
  return { ...changed, [ARRIVALS]: resource('AWS::SQS::Queue') };
}

/** The template with the key that every table has. */
export function withKeySchema(resources: Resources): Resources {
  const changed = structuredClone(resources);
  Object.assign(changed.Table.Properties!, {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  return changed;
}
