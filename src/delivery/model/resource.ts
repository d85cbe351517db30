import { Json, JsonObject } from './template';
import { Text } from '../expression/text';

/** A resource of one of the templates, with its identifiers resolved. */
export interface Resource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Path of the construct as people write it, or stack and logical id where the template has no such metadata. */
  readonly path: string;
  /** Path of the L1 construct, where it is known. */
  readonly constructPath?: string;
  /** Whether the template may leave the resource out. */
  readonly conditional: boolean;
  /** Undefined for types whose ARN is not known. */
  readonly arn?: Text;
  readonly account: Text;
  readonly region: Text;
  /** What an expression of the same template means. */
  readonly textOf: (expression: Json) => Text;
}
