import { managedPolicy } from './managed-policies';
import { ANYTHING, AttachedPolicy, Attachment, PolicyIndex } from './policy-index';
import { ROLE } from './receivers';
import { literal } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, listOf, objectOf, possible, possibleMembers } from '../model/template';
import { parsePolicy } from '../policy/parse-policy';
import { Statement } from '../policy/statement';

const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';

const document = ({ properties, textOf }: Resource): Statement[] => parsePolicy(properties.PolicyDocument, textOf);

/** The resource types that carry a policy of a role. */
const ATTACHMENTS: readonly Attachment[] = [
  { type: 'AWS::IAM::Policy', names: 'Roles', of: ROLE, statementsOf: document },
  { type: 'AWS::IAM::RolePolicy', names: 'RoleName', of: ROLE, statementsOf: document },
  { type: MANAGED_POLICY, names: 'Roles', of: ROLE, statementsOf: document },
];

const index = perModel((model) => new PolicyIndex(model, ATTACHMENTS));

/** Parsed once for each role. */
const POLICIES = new WeakMap<Resource, readonly AttachedPolicy[]>();

/** The identity policies that a role has, or may have, by the templates. */
export function rolePolicies(model: DeliveryModel, role: Resource): readonly AttachedPolicy[] {
  const policies = POLICIES.get(role) ?? [...ownPolicies(model, role), ...index(model).of(role)];
  POLICIES.set(role, policies);
  return policies;
}

/** The permissions boundary of a role, if it has one. */
export function boundaryOf(model: DeliveryModel, role: Resource): readonly Statement[] | undefined {
  const { PermissionsBoundary } = role.properties;
  return PermissionsBoundary === undefined ? undefined : possible(PermissionsBoundary).flatMap((arn) => statementsOf(model, role, arn));
}

/** The trust policy of a role. */
export function trustPolicy({ properties, textOf }: Resource): Statement[] {
  return parsePolicy(properties.AssumeRolePolicyDocument, textOf);
}

function ownPolicies(model: DeliveryModel, { properties, ...role }: Resource): AttachedPolicy[] {
  const certainly = (list: Json, member: Json) => listOf(list).includes(member);
  return [
    ...possibleMembers(properties.Policies).map((policy) => ({
      statements: parsePolicy(objectOf(policy).PolicyDocument, role.textOf), certain: certainly(properties.Policies, policy),
    })),
    ...possibleMembers(properties.ManagedPolicyArns).map((arn) => ({
      statements: statementsOf(model, { ...role, properties }, arn), certain: certainly(properties.ManagedPolicyArns, arn),
    })),
  ];
}

/** What a managed policy says: of the templates, or of AWS. Of one that is not known, anything may be allowed. */
function statementsOf(model: DeliveryModel, role: Resource, arn: Json): readonly Statement[] {
  const own = model.find(role, arn, MANAGED_POLICY);
  if (own) return document(own);
  const name = literal(role.textOf(arn).slice(-1))?.match(/:aws:policy\/(.*)$/)?.[1];
  return name === undefined ? [ANYTHING] : managedPolicy(name);
}
