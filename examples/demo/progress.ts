const start = Date.now();

/** Prints one line with the seconds since the start. */
export function say(line: string): void {
  console.log(`${secondsSoFar().toFixed(1).padStart(6)} s  ${line}`);
}

export function secondsSoFar(): number {
  return (Date.now() - start) / 1000;
}
