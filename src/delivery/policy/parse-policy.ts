import { Condition, PrincipalElement, Statement } from './statement';
import { Text } from '../expression/text';
import { isIntrinsic, Json, listOf, objectOf, possible, possibleObjects } from '../model/template';

type TextOf = (expression: Json) => Text;

const EFFECTS = ['Allow', 'Deny'] as const;

/** The statements of a policy document as it stands in a template. Of both branches of an `Fn::If`, none is certain. */
export function parsePolicy(document: Json, textOf: TextOf): Statement[] {
  return unfold(document, possibleObjects).flatMap((policy) => {
    if (isIntrinsic(policy.value)) return anything(policy.value, textOf);
    return unfold(objectOf(policy.value).Statement).flatMap((list) => listOf(list.value).flatMap((item) => unfold(item).flatMap((one) => (
      isIntrinsic(one.value) ? anything(one.value, textOf) : statements(one.value, policy.certain && list.certain && one.certain, textOf)
    ))));
  });
}

function unfold(value: Json, readings = possible): { value: Json; certain: boolean }[] {
  const certain = !('Fn::If' in objectOf(value));
  return readings(value).map((one) => ({ value: one, certain }));
}

/** In the place of a policy or statement that is not in the template. */
function anything(expression: Json, textOf: TextOf): Statement[] {
  return EFFECTS.map((effect) => ({ effect, certain: false, principal: '*', action: [textOf(expression)], conditions: [] }));
}

function statements(value: Json, certain: boolean, textOf: TextOf): Statement[] {
  const statement = objectOf(value);
  const texts = (list: Json) => (list === undefined ? undefined : listOf(list).map(textOf));
  const effects = EFFECTS.filter((effect) => statement.Effect === effect || isIntrinsic(statement.Effect));
  return effects.map((effect) => ({
    effect,
    certain: certain && effects.length === 1,
    principal: principalOf(statement.Principal, textOf),
    notPrincipal: principalOf(statement.NotPrincipal, textOf),
    action: texts(statement.Action),
    notAction: texts(statement.NotAction),
    resource: texts(statement.Resource),
    notResource: texts(statement.NotResource),
    conditions: conditionsOf(statement.Condition, textOf),
  }));
}

function principalOf(element: Json, textOf: TextOf): PrincipalElement | undefined {
  if (element === undefined || element === '*') return element;
  const { AWS, Service, Federated } = isIntrinsic(element) ? { AWS: element, Service: element, Federated: element } : objectOf(element);
  return { AWS: listOf(AWS).map(textOf), Service: listOf(Service).map(textOf), Federated: listOf(Federated).map(textOf) };
}

function conditionsOf(block: Json, textOf: TextOf): Condition[] {
  if (isIntrinsic(block)) return [{ operator: Object.keys(block)[0], key: '', values: [] }];
  return Object.entries(objectOf(block)).flatMap(([operator, keys]) => Object.entries(objectOf(keys)).map(([key, values]) => ({
    operator, key: key.toLowerCase(), values: listOf(values).map(textOf),
  })));
}
