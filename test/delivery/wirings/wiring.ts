import { Stack } from 'aws-cdk-lib';
import { TemplateInput } from '../../../src/delivery/model/template';

/** Services wired together by the L2s of aws-cdk-lib, as its documentation has it. */
export interface Wiring {
  /** Who is wired to whom, with what. */
  readonly name: string;
  /** Where the stack is deployed, if that is known. */
  readonly where?: Pick<TemplateInput, 'region'>;
  readonly build: (stack: Stack) => void;
  /** Defects of the L2s: what is found, as the rule and the logical id without its hash, with the reason. */
  readonly defects?: Readonly<Record<string, string>>;
  /** What the template does not say, as the rule and the logical id without its hash, with the reason. */
  readonly unknown?: Readonly<Record<string, string>>;
}
