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

/** The role that the service takes on has to be allowed the call. */
export function roleRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: its role may call what it needs.`, judge: (model) => edges(model).map((one) => judgeAccess(model, one)) };
}

/** The key of what is called has to let the caller, or the role that it takes on, use it. */
export function keyRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: the key of what is encrypted can be used.`, judge: (model) => edges(model).map((one) => judgeKey(model, one)) };
}

/** The role has to let the sender's service take it on. */
export function trustRule({ id, edge, source, edges }: EdgeRule): Rule {
  return { id, source, proves: `${edge}: the service may take on its role.`, judge: (model) => edges(model).map(judgeTrust) };
}
