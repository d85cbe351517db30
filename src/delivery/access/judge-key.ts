import { DELIVERS, least } from './answers';
import { calledBy, Edge, isSure, unknownReceiver, unknownRole } from './edge';
import { encryptionOf } from './encryption';
import { serviceAnswer } from './judge-access';
import { Judgement } from './judgement';
import { encryptionContextOf, roleKeyRequest, ServiceSender } from './requests';
import { keyPolicy } from './resource-policies';
import { boundaryOf, rolePolicies } from './role-policies';
import { keyStatement, keyStatementForRole, roleKeyStatement } from './statements';
import { same } from '../expression/match';
import { print, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { isOn } from '../model/property';
import { Resource } from '../model/resource';
import { evaluateForRole } from '../policy/evaluate';
import { Statement } from '../policy/statement';

const SEND = ['kms:GenerateDataKey', 'kms:Decrypt'];

const EVERYTHING: Statement = { effect: 'Allow', certain: true, action: [text('*')], conditions: [] };

/** Does the key of what is called let the caller use it? */
export function judgeKey(model: DeliveryModel, edge: Edge): Judgement {
  const { from, to, sender, role } = edge;
  const called = calledBy(edge);
  if (called === undefined) return unknownReceiver(from);
  const { encryption = encryptionOf(model, called) } = edge;
  const judgement = { from, to, at: called };
  if (encryption.by === 'service') return { ...judgement, delivers: 'yes', because: 'no key of the account is needed' };
  if (role === 'unknown') return unknownRole(edge);
  switch (encryption.by) {
    case 'unknown-key': return { ...judgement, delivers: 'unknown', because: 'its key is in none of the templates' };
    case 'aws-managed-key': return role
      ? { ...judgement, delivers: same(role.account, called.account), because: 'its AWS-managed key lets in nobody from another account: use a key of your own' }
      : {
        ...judgement,
        delivers: 'no',
        because: `the policy of its AWS-managed key cannot be changed, and does not let ${print(sender.services[0])} in: use a key of your own`,
      };
    case 'key': {
      const { key } = encryption;
      if (isOn(key, key.properties.Enabled, true) === 'no') {
        return { ...judgement, delivers: 'no', at: key, because: `the key of ${called.path} is disabled`, fix: 'Set Enabled of the key to true, or leave it out.' };
      }
      return role ? judgeForRole(model, edge, called, key, role) : judgeForService(edge, called, key);
    }
  }
}

function judgeForService(edge: Edge, called: Resource, key: Resource): Judgement {
  const { from, to, sender, keyActions = SEND } = edge;
  const { encryptionContext = encryptionContextOf(called) } = edge;
  const caller: ServiceSender = { ...sender, context: new Map([...encryptionContext, ...sender.context ?? []]) };
  const delivers = DELIVERS[least(keyActions.map((action) => serviceAnswer(keyPolicy(key), caller, action, key.arn!)))];
  const service = print(sender.services[0]);
  return {
    from,
    to,
    delivers,
    at: key,
    because: delivers === 'unknown'
      ? `whether the policy of its key lets ${service} in depends on values that the template does not hold`
      : `the policy of its key does not let ${service} use ${keyActions.join(' and ')}`,
    add: keyStatement(sender, keyActions),
  };
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam */
function judgeForRole(model: DeliveryModel, edge: Edge, called: Resource, key: Resource, role: Resource): Judgement {
  const { from, to, keyActions = SEND } = edge;
  const identity = rolePolicies(model, role).flatMap((policy) => (
    isSure(edge)(policy) ? policy.statements : policy.statements.map((one) => ({ ...one, certain: false }))
  ));
  const answerOf = (statements: readonly Statement[], action: string) => evaluateForRole(
    { identity: statements, boundary: boundaryOf(model, role), resource: keyPolicy(key) },
    { inSameAccount: same(role.account, key.account), isKey: true },
    roleKeyRequest(role, action, key, called, edge.encryptionContext),
  );
  const answers = keyActions.map((action) => answerOf(identity, action));
  const delivers = DELIVERS[least(answers)];
  const missing = keyActions.filter((_action, index) => answers[index] !== 'allowed');
  const isRolesFault = missing.every((action) => answerOf([EVERYTHING], action) === 'allowed');
  return {
    from,
    to,
    delivers,
    at: isRolesFault ? role : key,
    because: delivers === 'unknown'
      ? `whether its role may use ${missing.join(' and ')} with the key of ${called.path} depends on values that the template does not hold`
      : isRolesFault
        ? `its role may not use ${missing.join(' and ')} with the key of ${called.path}`
        : `the policy of the key of ${called.path} does not let the role use ${missing.join(' and ')}`,
    add: isRolesFault ? roleKeyStatement(missing, key, role) : keyStatementForRole(missing, key, role),
  };
}
