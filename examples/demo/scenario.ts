import { CdkCli } from './cdk-cli';
import { Tally } from './tally';
import { Target } from './target';

/** One reference stack, and what is sent through it. */
export interface Scenario {
  /** The stack's name in `examples/app.ts`. */
  readonly stack: string;
  /** Whether it deploys its stack itself, to another emulator. */
  readonly deploysItself?: boolean;
  /** One line for the usage text: what it does. */
  readonly summary: string;
  /** What the stack has and the run does not exercise, on the emulator; and in an account, where the scenario may run there. */
  readonly checkedOnly: { readonly emulator: string[]; readonly account?: string[] };
  run(stage: Stage): Promise<void>;
}

/** What a scenario works with. Its stack is deployed, unless it does that itself. */
export interface Stage {
  readonly target: Target;
  readonly outputs: Record<string, string>;
  readonly tally: Tally;
  /** Deploys a stack again, or another one that the scenario needs. */
  readonly cli: CdkCli;
  /** The folder of the cloud assembly that was deployed. */
  readonly assembly: string;
  /** The folder of the project. */
  readonly root: string;
  /** A folder for logs and other files, which is removed at the end. */
  readonly scratch: string;
  /** Whether the user has asked for a real Spark. */
  readonly withSpark: boolean;
}
