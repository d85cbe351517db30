import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { grantKey } from '../policies/grant-key';
import { pathOf } from '../validation/path-of';

/** A route that is about to be connected. */
export interface Route {
  /** Where roles of the route are made. */
  readonly scope: Construct;
  readonly method: string;
  /** The web origin that may see the answer. */
  readonly corsOrigin?: string;
  /** The parameters of the method that tell its cached answers apart. */
  readonly cacheKeyParameters?: string[];
}

/** Starts the state machine with the body as input. */
export function startingIntegration(route: Route, stateMachine: sfn.IStateMachine) {
  const role = credentialsRole(route);
  const { stateMachineArn } = stateMachine;
  role.addToPolicy(new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }));
  return acceptingIntegration(route, role, {
    service: 'states',
    action: 'StartExecution',
    // escapeJavaScript also escapes the apostrophe, which JSON does not know.
    body: '{"name": "$context.requestId", '
      + '"input": "$util.escapeJavaScript($input.json(\'$\')).replaceAll("\\\\\'", "\'")", '
      + `"stateMachineArn": "${stateMachineArn}"}`,
    contentType: 'application/json',
  });
}

/**
 * Sends the body to the queue.
 * @see https://repost.aws/knowledge-center/api-gateway-rest-api-sqs-errors
 */
export function sendingIntegration(route: Route, queue: sqs.IQueue) {
  const role = credentialsRole(route);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  if (queue.encryptionMasterKey) {
    grantKey(queue.encryptionMasterKey, role, ['kms:Decrypt', 'kms:GenerateDataKey'], route.scope, 'cdk-keel:ServerlessApi.queueKeyGrant');
  }
  return acceptingIntegration(route, role, {
    service: 'sqs',
    region: queue.env.region,
    path: `${queue.env.account}/${queue.queueName}`,
    body: 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)'
      + '&MessageAttribute.1.Name=requestId&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=$context.requestId',
    contentType: 'application/x-www-form-urlencoded',
  });
}

/**
 * The role that API Gateway has for this route. Its trust has no condition: API Gateway says neither account nor resource when it assumes such a role, so that
 * each condition on them refuses it. Its rights are those of the route alone.
 * @see https://github.com/aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws/pull/479
 */
function credentialsRole({ scope, method }: Route): iam.Role {
  return new iam.Role(scope, `${method}Role`, {
    assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    description: `Route ${method} of ${pathOf(scope)}`,
  });
}

interface ServiceCall {
  readonly service: string;
  readonly region?: string;
  readonly action?: string;
  readonly path?: string;
  /** The request to the service, a mapping template. */
  readonly body: string;
  readonly contentType: string;
}

/** Answers 202 with the id of the request, or 502 when the service has refused it. Bodies that are not JSON get 415. */
function acceptingIntegration({ corsOrigin }: Route, role: iam.Role, { service, region, action, path, body, contentType }: ServiceCall) {
  const responseParameters = corsOrigin === undefined ? undefined : { 'method.response.header.Access-Control-Allow-Origin': `'${corsOrigin}'` };
  const responses = [
    { statusCode: '202', responseTemplates: { 'application/json': '{"id": "$context.requestId"}' }, responseParameters },
    {
      statusCode: '502',
      selectionPattern: '[45]\\d{2}',
      responseTemplates: { 'application/json': '{"message": "Bad Gateway", "id": "$context.requestId"}' },
      responseParameters,
    },
  ];
  return {
    needs: role,
    integration: new apigateway.AwsIntegration({
      service,
      region,
      action,
      path,
      integrationHttpMethod: 'POST',
      options: {
        credentialsRole: role,
        passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
        requestParameters: { 'integration.request.header.Content-Type': `'${contentType}'` },
        requestTemplates: { 'application/json': body },
        integrationResponses: responses,
      },
    }),
    methodResponses: responses.map(({ statusCode }): apigateway.MethodResponse => ({
      statusCode,
      responseParameters: responseParameters && { 'method.response.header.Access-Control-Allow-Origin': true },
    })),
  };
}
