import { Judgement } from '../access/judgement';
import { DeliveryModel } from '../model/delivery-model';

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
