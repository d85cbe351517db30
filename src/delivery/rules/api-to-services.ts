import { deduplicationRule, messageGroupRule } from './fifo-rules';
import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { unknownReceiver } from '../access/edge';
import { literal } from '../expression/text';
import { certain, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { ServiceIntegration, serviceIntegrations } from '../senders/api-service-integrations';

const TRUST = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-request.html';
const QUEUE = {
  edge: 'API to queue',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html',
};
const SEND_MESSAGE = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html';
const MACHINE = { edge: 'API to state machine', source: 'https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-api-gateway.html' };

const sent = perModel((model) => serviceIntegrations(model).filter(({ call }) => call.startsWith('sqs:')));
const started = perModel((model) => serviceIntegrations(model).filter(({ call }) => call.startsWith('states:')));

/** To queues that are in a template. What a batch holds is up to the request. */
const messages = perModel((model) => sent(model).filter(({ call, to }) => to !== undefined && call === 'sqs:SendMessage'));

/** Without a role there is nothing to judge but that. */
const sentWithRole = perModel((model) => sent(model).filter(({ role }) => role !== undefined));
const startedWithRole = perModel((model) => started(model).filter(({ role }) => role !== undefined));

/** API Gateway calls services other than functions only with a role. */
function credentialsRule(id: string, edge: string, source: string, edges: (model: DeliveryModel) => readonly ServiceIntegration[]): Rule {
  return {
    id,
    proves: `${edge}: it names the role to call with.`,
    source,
    judge: (model) => edges(model).map(({ from, to, role }) => ({
      from,
      to,
      delivers: certain(role !== undefined),
      at: from,
      because: 'it names no role to call with, and API Gateway calls nothing but functions without one',
      fix: `Set ${from.type === 'AWS::ApiGateway::Method' ? 'Credentials of its Integration' : 'CredentialsArn'} to the ARN of a role.`,
    })),
  };
}

/** Does a state machine run only as long as a caller can wait? */
export function isExpress({ properties, textOf }: Resource): Verdict {
  const type = literal(textOf(properties.StateMachineType ?? 'STANDARD'));
  return type === undefined ? 'unknown' : certain(type === 'EXPRESS');
}

/** APIs to queues, without a function in between. */
export const API_TO_SQS: Rule[] = [
  roleRule({ id: 'KEEL-API-SQS-01', ...QUEUE, edges: sentWithRole }),
  keyRule({ id: 'KEEL-API-SQS-02', ...QUEUE, edges: sentWithRole }),
  trustRule({ id: 'KEEL-API-SQS-03', ...QUEUE, source: TRUST, edges: sentWithRole }),
  credentialsRule('KEEL-API-SQS-04', QUEUE.edge, QUEUE.source, sent),
  messageGroupRule({
    id: 'KEEL-API-SQS-05', edge: QUEUE.edge, source: SEND_MESSAGE, edges: messages, group: 'MessageGroupId in the parameters or the template of the request',
  }),
  deduplicationRule({ id: 'KEEL-API-SQS-06', edge: QUEUE.edge, source: SEND_MESSAGE, edges: messages }),
];

/** APIs to state machines, without a function in between. */
export const API_TO_SFN: Rule[] = [
  roleRule({ id: 'KEEL-API-SFN-01', ...MACHINE, edges: startedWithRole }),
  trustRule({ id: 'KEEL-API-SFN-02', ...MACHINE, source: TRUST, edges: startedWithRole }),
  credentialsRule('KEEL-API-SFN-03', MACHINE.edge, MACHINE.source, started),
  {
    id: 'KEEL-API-SFN-04',
    proves: `${MACHINE.edge}: one whose result it waits for is EXPRESS.`,
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html',
    judge: (model) => started(model).filter(({ call }) => call === 'states:StartSyncExecution')
      .map(({ from, to }) => (to === undefined ? unknownReceiver(from) : {
        from,
        to,
        delivers: isExpress(to),
        at: to,
        because: 'it is not EXPRESS, and Step Functions waits for no other',
        fix: 'Set its StateMachineType to EXPRESS, or let the API call StartExecution.',
      })),
  },
];
