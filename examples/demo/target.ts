import { Clients } from './clients';
import { Patience } from './mailbox';
import { Redrive } from './redrive';

/** Where the demo runs, and everything that is different there. */
export interface Target {
  readonly name: string;
  readonly clients: Clients;
  readonly patience: Patience;
  readonly redrive: Redrive;
  /** Why the scenario sets an alarm by hand and does not wait for its metric. */
  readonly alarmByHand: string;
  /** Whether a message received twice is a failure; a standard queue of AWS may deliver twice. */
  readonly neverTwice: boolean;
  /** Whether a resource policy may be taken away to show what happens then. */
  readonly mayBreak: boolean;
  /** What the stack has and this run does not exercise. */
  readonly checkedOnly: string[];
  /** Whether the user wants these resources there. */
  agrees(template: Template): Promise<boolean>;
}

/** What the demo reads of a CloudFormation template. */
export interface Template {
  readonly Resources: Record<string, {
    readonly Type: string;
    readonly Properties?: any;
    readonly DeletionPolicy?: string;
    DependsOn?: string | string[];
  }>;
  readonly Outputs: Record<string, { readonly Value: any }>;
}
