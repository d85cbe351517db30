import { Verdict } from '../expression/verdict';
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
  /** A statement, or a resource where a resource makes one, that mends it, with the template's own references. */
  readonly add?: JsonObject;
  /** What mends it where no statement does, as a sentence. */
  readonly fix?: string;
}
