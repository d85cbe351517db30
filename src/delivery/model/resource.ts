import { Json, JsonObject } from './template';
import { Text } from '../expression/text';

/** A resource of one of the templates, with its identifiers resolved. */
export interface Resource {
  /** Id of its template. */
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  /** Without what is `AWS::NoValue`. */
  readonly properties: JsonObject;
  /** Path of the construct as people write it, or template and logical id where the template has no such metadata. */
  readonly path: string;
  /** Path of the L1 construct, where it is known. */
  readonly constructPath?: string;
  /** The condition under which the template makes it, with the id of the template. */
  readonly condition?: string;
  /** Undefined for types whose ARN is not known. */
  readonly arn?: Text;
  /** All texts that stand for the resource, its ARN among them. */
  readonly identifiers: readonly Text[];
  readonly account: Text;
  readonly region: Text;
  readonly partition: Text;
  /** What an expression of the same template means. */
  readonly textOf: (expression: Json) => Text;
}
