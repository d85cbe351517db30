import { Json, JsonObject, listOf, nameOf, objectOf } from './template';

/** Transforms of AWS that add no policies to resources that stand in the template. */
const KNOWN = /^AWS::(Serverless|LanguageExtensions|SecretsManager|CodeDeployBlueGreen|ServiceCatalog|CodeStar)\b/;

/**
 * Whether CloudFormation may make more policies of the template than stand in it: connectors of SAM, loops, macros, and what is included.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
 */
export function mayMakeMorePolicies({ Transform, Resources }: JsonObject): boolean {
  return listOf(Transform).some((one) => !KNOWN.test(nameOf(one)))
    || Object.entries(objectOf(Resources)).some(([logicalId, resource]) => logicalId.startsWith('Fn::') || isConnected(resource));
}

function isConnected(resource: Json): boolean {
  const { Type, Connectors } = objectOf(resource);
  return Type === 'AWS::Serverless::Connector' || Connectors !== undefined;
}
