import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A language that the package is published for, and the app written in it. */
export interface Language {
  readonly name: string;
  /** The folder of the app, with a `cdk.json`. */
  readonly folder: string;
  /** Why nothing can be run here: what is not installed. */
  missing(): string | undefined;
  /** Packs the package, installs it as a user of the language does, and compiles the app. Returns the environment to run it in. */
  prepare(scratch: string): Prepared;
}

export interface Prepared {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}
