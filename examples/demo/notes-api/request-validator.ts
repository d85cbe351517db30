import { CreateRequestValidatorCommand, GetResourcesCommand, UpdateMethodCommand } from '@aws-sdk/client-api-gateway';
import { Clients } from '../clients';
import { Template } from '../target';

/** The emulator's CloudFormation drops the validator of requests: sets it by hand for the methods with a model, as it stands in the template. */
export async function setRequestValidator({ apiGateway }: Clients, restApiId: string, { Resources: resources }: Template): Promise<void> {
  const ofType = (type: string) => Object.values(resources).filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const [validator] = ofType('AWS::ApiGateway::RequestValidator');
  const unvalidated = ofType('AWS::ApiGateway::Method').filter(({ RequestModels, RequestValidatorId }) => RequestModels && !RequestValidatorId);
  if (unvalidated.length > 0) throw new Error('a method of the template has a model and no validator');

  const { id: value } = await apiGateway.send(new CreateRequestValidatorCommand({
    restApiId, validateRequestBody: validator.ValidateRequestBody, validateRequestParameters: validator.ValidateRequestParameters,
  }));
  const { items = [] } = await apiGateway.send(new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500 }));
  for (const { id: resourceId, resourceMethods = {} } of items) {
    for (const [httpMethod, { requestModels = {} }] of Object.entries(resourceMethods)) {
      if (Object.keys(requestModels).length > 0) {
        await apiGateway.send(new UpdateMethodCommand({
          restApiId, resourceId, httpMethod, patchOperations: [{ op: 'replace', path: '/requestValidatorId', value }],
        }));
      }
    }
  }
}
