import { Clients } from './clients';
import { Redrive } from './redrive';

/** Where the demo runs, and everything that is different there. */
export interface Target {
  readonly kind: 'emulator' | 'account';
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
  /** The folder of a copy of the cloud assembly whose stack can be deployed there, or of the assembly itself. */
  deployable(assembly: string, stack: string): string;
  /** Whether the user wants these resources there. */
  agrees(template: Template): Promise<boolean>;
}

export interface Patience {
  /** How long a message may take from one end of the stack to the other. */
  readonly arrivalSeconds: number;
  /** How long nothing must come before it counts that nothing more comes. */
  readonly quietSeconds: number;
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
  readonly Parameters: Record<string, unknown>;
  readonly Rules?: unknown;
}
