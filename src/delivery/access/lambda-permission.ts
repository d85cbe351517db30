import { literal, Text, text } from '../expression/text';
import { Resource } from '../model/resource';
import { Json } from '../model/template';
import { Condition, PrincipalElement, Statement } from '../policy/statement';

/** The condition keys behind the properties of a permission, with the operator that Lambda writes. */
const CONDITIONS: readonly (readonly [property: string, operator: string, key: string])[] = [
  ['SourceArn', 'ArnLike', 'aws:sourcearn'],
  ['SourceAccount', 'StringEquals', 'aws:sourceaccount'],
  ['PrincipalOrgID', 'StringEquals', 'aws:principalorgid'],
  ['EventSourceToken', 'StringEquals', 'lambda:eventsourcetoken'],
  ['FunctionUrlAuthType', 'StringEquals', 'lambda:functionurlauthtype'],
  ['InvokedViaFunctionUrl', 'Bool', 'lambda:invokedviafunctionurl'],
];

/**
 * The statement that Lambda adds to the policy of a function for an `AWS::Lambda::Permission`. It holds for the one version or alias that it names, or for
 * the function without either.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
export function lambdaPermission({ properties, textOf }: Resource): Statement[] {
  const conditions = CONDITIONS.flatMap(([property, operator, key]): Condition[] => (
    properties[property] === undefined ? [] : [{ operator, key, values: [textOf(properties[property])] }]
  ));
  return [{
    effect: 'Allow',
    certain: true,
    principal: principalOf(properties.Principal, textOf(properties.Principal)),
    action: [textOf(properties.Action)],
    conditions,
  }];
}

function principalOf(given: Json, principal: Text): PrincipalElement {
  if (given === '*') return '*';
  const known = literal(principal);
  if (known === undefined) return { Service: [principal], AWS: [principal] };
  return known.includes('.') && !known.startsWith('arn:') ? { Service: [text(known)] } : { AWS: [principal] };
}
