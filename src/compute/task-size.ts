import { Rule } from '../validation/check-props';

/** The memory that Fargate has for each CPU, in MiB: from, to, in steps of. */
const MEMORY: Readonly<Record<number, { readonly from: number; readonly to: number; readonly step: number }>> = {
  512: { from: 1024, to: 4096, step: 1024 },
  1024: { from: 2048, to: 8192, step: 1024 },
  2048: { from: 4096, to: 16_384, step: 1024 },
  4096: { from: 8192, to: 30_720, step: 1024 },
  8192: { from: 16_384, to: 61_440, step: 4096 },
  16_384: { from: 32_768, to: 122_880, step: 8192 },
};

/**
 * CPU and memory of each task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export class TaskSize {
  /**
   * CPU and memory, in a combination that Fargate has.
   *
   * @param cpuUnits units of a 1,024th of a processor: 256, 512, 1,024 (one processor), 2,048, 4,096, 8,192 or 16,384
   * @param memoryMiB MiB of memory: for 256 units 512, 1,024 or 2,048, for 512 units 1,024 to 4,096, for 1,024 units 2,048 to 8,192, and so on
   */
  public static of(cpuUnits: number, memoryMiB: number): TaskSize {
    return new TaskSize(cpuUnits, memoryMiB);
  }

  private constructor(
    /** @internal */
    public readonly _cpu: number,
    /** @internal */
    public readonly _memoryMiB: number,
  ) {}

  /** @internal */
  public _rules(): Rule[] {
    return [{
      prop: 'size',
      value: `${this._cpu} CPU units with ${this._memoryMiB} MiB`,
      holds: () => this.exists(),
      must: 'must be a combination that Fargate has: 256 CPU units with 512, 1,024 or 2,048 MiB; 512 with 1,024 to 4,096; 1,024 with 2,048 to 8,192; '
        + '2,048 with 4,096 to 16,384; 4,096 with 8,192 to 30,720; 8,192 with 16,384 to 61,440 in steps of 4,096; 16,384 with 32,768 to 122,880 in steps of 8,192',
    }];
  }

  private exists(): boolean {
    if (this._cpu === 256) return [512, 1024, 2048].includes(this._memoryMiB);
    const { from, to, step } = MEMORY[this._cpu] ?? { from: 1, to: 0, step: 1 };
    return this._memoryMiB >= from && this._memoryMiB <= to && (this._memoryMiB - from) % step === 0;
  }
}
