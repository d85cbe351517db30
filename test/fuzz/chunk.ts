/** Some samples of one construct. */
export interface Chunk {
  readonly construct: string;
  readonly samples: number;
  readonly seed: number;
  /** One of so many samples is also judged by CDK's validator, if it is made. */
  readonly validateEvery: number;
  /** One of so many templates is also judged by cfn-lint; 0 if none is. */
  readonly lintEvery: number;
}

/** What became of the samples. */
export interface Judged {
  readonly construct: string;
  readonly seed: number;
  readonly made: number;
  readonly refused: number;
  readonly validated: number;
  readonly linted: number;
  /** Seconds of processor time. */
  readonly cpu: number;
  readonly counterexample?: string;
}
