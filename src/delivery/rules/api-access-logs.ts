import { Rule } from './rule';
import { Judgement } from '../access/judgement';
import { print } from '../expression/text';
import { Verdict } from '../expression/verdict';
import { Resource } from '../model/resource';
import { Json, objectOf, possible } from '../model/template';

const REQUEST_ID = /\$context\.(requestId|extendedRequestId)\b/;

function namesTheRequest(format: Json, { textOf }: Resource): Verdict {
  const given = textOf(format);
  if (given.some((piece) => typeof piece === 'string' && REQUEST_ID.test(piece)) || REQUEST_ID.test(print(given))) return 'yes';
  return given.every((piece) => typeof piece === 'string' || piece.kind !== 'any') ? 'no' : 'unknown';
}

function judge(stage: Resource, settings: Json): Judgement[] {
  return possible(settings).flatMap((one) => possible(objectOf(one).Format)).map((format) => ({
    from: stage,
    delivers: namesTheRequest(format, stage),
    at: stage,
    because: 'API Gateway refuses a format of access logs that has neither $context.requestId nor $context.extendedRequestId',
    fix: 'Add $context.requestId to the Format of its access logs.',
  }));
}

/** Access logs of APIs. */
export const API_ACCESS_LOGS: Rule[] = [
  {
    id: 'KEEL-API-LOGS-01',
    proves: 'Stage to its access logs: their format holds the id of the request.',
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html',
    judge: (model) => [
      ...model.ofType('AWS::ApiGateway::Stage').flatMap((stage) => judge(stage, stage.properties.AccessLogSetting)),
      ...model.ofType('AWS::ApiGatewayV2::Stage').flatMap((stage) => judge(stage, stage.properties.AccessLogSettings)),
    ],
  },
];
