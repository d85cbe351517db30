import { CASES } from '../../../test/delivery/cases';
import { policy, ref, resource, Resources, revoke } from '../../../test/delivery/cases/delivery-case';
import { broken, Comparison } from '../comparison';
import { inExecutionsOf, inQueue } from '../look';
import { ARRIVALS, reporting } from '../observe';
import { request, startExecutions } from '../send';

/** Lets everybody call, so that what the authorizer says is not what is compared. */
const AUTHORIZE = `exports.handler = async ({ methodArn }) => ({
  principalId: 'anybody',
  policyDocument: ${JSON.stringify(policy({ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'ARN' })).replace('"ARN"', 'methodArn')},
});`;

function openApi(): Resources {
  const resources = reporting(CASES['api-to-lambda'].resources);
  resources.Authorize.Properties!.Code = { ZipFile: AUTHORIZE };
  resources.Deployment.DependsOn = 'List';
  return resources;
}

/** The REST API of the case, deployed; its HTTP API has no route, so nobody calls it. */
function deployedApi(): Resources {
  return {
    ...structuredClone(CASES['api-to-sqs'].resources),
    Deployment: { ...resource('AWS::ApiGateway::Deployment', { RestApiId: ref('Api') }), DependsOn: 'Method' },
    Stage: resource('AWS::ApiGateway::Stage', { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'prod' }),
  };
}

export const APIS_AND_WORKFLOWS: Comparison[] = [
  {
    edge: 'api-to-lambda',
    resources: openApi(),
    send: request('GET', '/orders'),
    look: inQueue(ARRIVALS),
    changes: [broken('api-to-lambda', 'KEEL-API-LAMBDA-01', 'no permission to invoke')],
  },
  {
    edge: 'api-to-sqs',
    resources: deployedApi(),
    send: request('POST', ''),
    look: inQueue('Queue'),
    changes: [broken('api-to-sqs', 'KEEL-API-SQS-01', 'role may not send')],
  },
  {
    edge: 'sfn-tasks',
    resources: CASES['sfn-tasks'].resources,
    send: startExecutions('StateMachine'),
    look: inQueue('Queue'),
    unmarked: true,
    changes: [broken('sfn-tasks', 'KEEL-SFN-TASK-01', 'role may not send')],
  },
  {
    edge: 'sfn-sync',
    resources: CASES['sfn-sync'].resources,
    send: startExecutions('Parent'),
    look: inExecutionsOf('Child'),
    unmarked: true,
    changes: [{ what: 'role may not start the child', rule: 'KEEL-SFN-TASK-01', by: ({ Role }) => revoke(Role, 'states:StartExecution') }],
  },
];
