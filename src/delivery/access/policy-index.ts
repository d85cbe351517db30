import { same } from '../expression/match';
import { Text } from '../expression/text';
import { some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { listOf, possibleMembers } from '../model/template';
import { Statement } from '../policy/statement';

/** A policy of a resource that the templates hold. */
export interface AttachedPolicy {
  readonly statements: readonly Statement[];
  /** The condition under which it is made. */
  readonly condition?: string;
  /** Whether it is this resource that it names. */
  readonly certain: boolean;
}

/** A resource type that carries the policy of others. */
export interface Attachment {
  readonly type: string;
  /** The property that names whose policy it is. */
  readonly names: string;
  /** The types of those. */
  readonly of: readonly string[];
  readonly statementsOf: (holder: Resource) => Statement[];
}

/** A policy of which nothing is known may allow anything. */
export const ANYTHING: Statement = { effect: 'Allow', certain: false, conditions: [] };

/** In the place of policies that are not in the template of a resource, but that CloudFormation may make of it. */
function madePolicies(model: DeliveryModel, resource: Resource): AttachedPolicy[] {
  return model.mayMakeMorePolicies(resource) ? [{ statements: [ANYTHING], certain: false }] : [];
}

/** Which policies belong to which resource, looked up once for a model. */
export class PolicyIndex {
  private readonly named = new Map<Resource, AttachedPolicy[]>();
  private readonly found = new Map<Resource, readonly AttachedPolicy[]>();
  /** Policies of which the template does not say whose they are. */
  private readonly open: { readonly types: readonly string[]; readonly name: Text; readonly policy: AttachedPolicy }[] = [];

  constructor(private readonly model: DeliveryModel, attachments: readonly Attachment[]) {
    for (const { type, names, of, statementsOf } of attachments) {
      for (const holder of model.ofType(type)) this.add(model, holder, of, holder.properties[names], statementsOf(holder));
    }
  }

  /** The policies that a resource has, or may have. */
  public of(resource: Resource): readonly AttachedPolicy[] {
    const policies = this.found.get(resource) ?? this.find(resource);
    this.found.set(resource, policies);
    return policies;
  }

  private find(resource: Resource): AttachedPolicy[] {
    const mayBe = (name: Text): Verdict => some(resource.identifiers, (identifier) => same(identifier, name));
    return [
      ...this.named.get(resource) ?? [],
      ...madePolicies(this.model, resource),
      ...this.open.filter(({ types, name }) => types.includes(resource.type) && mayBe(name) !== 'no').map(({ policy }) => policy),
    ];
  }

  private add(model: DeliveryModel, holder: Resource, types: readonly string[], list: Parameters<typeof listOf>[0], statements: Statement[]): void {
    for (const name of possibleMembers(list)) {
      const policy = { statements, condition: holder.condition, certain: listOf(list).includes(name) };
      const resource = model.find(holder, name, ...types);
      const others = resource && this.named.get(resource);
      if (others) others.push(policy);
      else if (resource) this.named.set(resource, [policy]);
      else this.open.push({ types, name: holder.textOf(name), policy: { ...policy, certain: false } });
    }
  }
}
