import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { JsonObject } from '../model/template';

/** What a rule says of one edge. */
export interface Judgement {
  /** Who sends. */
  readonly from: Resource;
  /** Who receives; undefined where it is in none of the templates. */
  readonly to?: Resource;
  /** Can a message arrive? */
  readonly delivers: Verdict;
  /** The resource that has to change, or that is not known. */
  readonly at: Resource;
  /** Why it cannot arrive, or why that is unknown: a sentence without the names of the edge. */
  readonly because: string;
  /** A statement that mends it, with the template's own references. */
  readonly add?: JsonObject;
}

/** One thing that has to be so for messages to arrive. */
export interface Rule {
  /** Stable: users acknowledge it. */
  readonly id: string;
  /** What is proven, as a sentence. */
  readonly proves: string;
  /** The AWS page that says so. */
  readonly source: string;
  /** An error, unless it says otherwise. */
  readonly severity?: 'warning';
  /** Looks at every edge of its kind. */
  readonly judge: (model: DeliveryModel) => Judgement[];
}
