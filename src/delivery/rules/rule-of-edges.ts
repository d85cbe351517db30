import { Rule } from './rule';
import { Edge } from '../access/edge';
import { judgeAccess, judgeTrust } from '../access/judge-access';
import { judgeKey } from '../access/judge-key';
import { DeliveryModel } from '../model/delivery-model';

/** What an edge rule is about. */
export interface EdgeRule {
  readonly id: string;
  /** Who sends to whom, as a sentence begins. */
  readonly edge: string;
  readonly source: string;
  readonly edges: (model: DeliveryModel) => readonly Edge[];
}

/** The receiver's policy has to let the sender in. */
export function policyRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: the receiver's policy lets the sender in.`, judge: (model) => edges(model).map((one) => judgeAccess(model, one)) };
}

/** The role that the service assumes has to be allowed the call. */
export function roleRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: its role may call what it needs.`, judge: (model) => edges(model).map((one) => judgeAccess(model, one)) };
}

/** The key of what is called has to let the caller, or the role that it assumes, use it. */
export function keyRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: the encryption key may be used.`, judge: (model) => edges(model).map((one) => judgeKey(model, one)) };
}

/** The role has to let the service assume it. */
export function trustRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: the service may assume its role.`, judge: (model) => edges(model).map(judgeTrust) };
}
