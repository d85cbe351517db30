import { Condition, PrincipalElement, Statement } from './statement';
import { Text } from '../expression/text';
import { Json, JsonObject, listOf, objectOf } from '../model/template';

/** The statements of a policy document as it stands in a template. */
export function parsePolicy(document: Json, textOf: (expression: Json) => Text): Statement[] {
  const texts = (value: Json) => (value === undefined ? undefined : listOf(value).map(textOf));
  return listOf(objectOf(document).Statement).map(objectOf).flatMap((statement) => {
    const { Effect: effect } = statement;
    return effect !== 'Allow' && effect !== 'Deny' ? [] : [{
      effect,
      principal: principalOf(statement.Principal, textOf),
      notPrincipal: principalOf(statement.NotPrincipal, textOf),
      action: texts(statement.Action),
      notAction: texts(statement.NotAction),
      resource: texts(statement.Resource),
      notResource: texts(statement.NotResource),
      conditions: conditionsOf(objectOf(statement.Condition), textOf),
    }];
  });
}

function principalOf(element: Json, textOf: (expression: Json) => Text): PrincipalElement | undefined {
  if (element === undefined || element === '*') return element;
  const { AWS, Service } = objectOf(element);
  return { AWS: listOf(AWS).map(textOf), Service: listOf(Service).map(textOf) };
}

function conditionsOf(block: JsonObject, textOf: (expression: Json) => Text): Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) => Object.entries(objectOf(keys)).map(([key, values]) => ({
    operator, key: key.toLowerCase(), values: listOf(values).map(textOf),
  })));
}
