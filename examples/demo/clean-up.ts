import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

type Undo = () => void | Promise<void>;

const undos: Undo[] = [];
let ending = false;

/** Remembers what must be undone at the end, whatever the end is; the last one is undone first. Returns how to forget it. */
export function undoAtEnd(undo: Undo): () => void {
  undos.unshift(undo);
  return () => {
    const index = undos.indexOf(undo);
    if (index >= 0) undos.splice(index, 1);
  };
}

export function scratchFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-keel-demo-'));
  undoAtEnd(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}

/** Cleans up and ends the process. Only the first caller decides the exit code. */
export async function endWith(code: number): Promise<never> {
  if (!ending) {
    ending = true;
    await undoAll();
    process.exit(code);
  }
  return new Promise<never>(() => {});
}

/** Ends the process and leaves everything as it is. */
export function endAndKeep(code: number): never {
  undos.length = 0;
  process.exit(code);
}

/** A killed command makes its caller fail: during the clean-up nobody wants to read that. */
export function isEnding(): boolean {
  return ending;
}

async function undoAll(): Promise<void> {
  while (undos.length > 0) {
    try {
      await undos.shift()!();
    } catch (error) {
      console.error(`clean-up: ${error instanceof Error ? error.message : error}`);
    }
  }
}
