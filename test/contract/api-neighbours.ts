import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { FUNCTION } from './api-subject';
import { Outside } from './outside';
import { ApiAuth, RouteTarget, ServerlessApi, TableAccess } from '../../src';

/** An API for callers who sign their requests. */
export function apiIn(stack: Stack): ServerlessApi {
  return new ServerlessApi(stack, 'Api', { ...FUNCTION, auth: ApiAuth.iam() });
}

/** Whatever an API is connected to, from one stack to another. */
export const CONNECTIONS: { readonly [name: string]: (api: ServerlessApi, outside: Outside) => void } = {
  'a function that answers a route': (api, { fn }) => void api.addRoute('GET', '/notes', RouteTarget.function(fn)),
  'a queue that a route sends to': (api, { queue }) => void api.addRoute('POST', '/jobs', RouteTarget.sendTo(queue)),
  'a role that works on the table': (api, { role }) => api.grantTableAccess(role, TableAccess.READ_WRITE),
  'a state machine that a route starts': (api, outside) => {
    const definitionBody = sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');
    api.addRoute('POST', '/orders', RouteTarget.startWorkflow(new sfn.StateMachine(outside, 'Machine', { definitionBody })));
  },
  'a user pool that authorises a route': (api, outside) => {
    const auth = ApiAuth.cognito(new cognito.UserPool(outside, 'Pool'), { scopes: [cognito.OAuthScope.custom('notes/read')] });
    api.addRoute('GET', '/me', RouteTarget.function(api.fn), { auth });
  },
};
