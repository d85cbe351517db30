import * as fs from 'node:fs';
import * as path from 'node:path';
import { changeTemplate } from '../../examples/demo/broken-assembly';

const WORKERS = path.join(__dirname, 'workers');
/** The stacks' own 2 seconds are short where two cores run everything; the queues keep what is in work for 12. */
export const TIMEOUT_SECONDS = 10;
export const CONCURRENCY = 2;
const FILES = ['faulty.js', 'id-in.js', 'record.js'];

/** Copies a cloud assembly so that the functions that work on queues of a stack fail at random, and returns the copy's folder. */
export function withFaults(assembly: string, stack: string, environment: Record<string, string>): string {
  const copy = `${assembly}-${stack}-faulty`;
  fs.cpSync(assembly, copy, { recursive: true });
  changeTemplate(copy, stack, ({ Resources: resources }) => {
    const mappings = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping');
    if (mappings.length === 0) throw new Error(`${stack} has no function that works on a queue`);
    for (const { Properties: mapping } of mappings) {
      mapping.ScalingConfig = { MaximumConcurrency: CONCURRENCY };
      const code = wrap(resources[mapping.FunctionName.Ref].Properties, environment);
      FILES.forEach((file) => fs.copyFileSync(path.join(WORKERS, file), path.join(copy, code, file)));
    }
  });
  return copy;
}

/** Makes a function fail at random, and returns the folder of its code in the assembly. */
function wrap(lambda: any, environment: Record<string, string>): string {
  if (lambda.Handler !== 'index.handler') throw new Error(`the handler of a function is ${lambda.Handler}, and not index.handler`);
  lambda.Handler = 'faulty.handler';
  lambda.Timeout = TIMEOUT_SECONDS;
  lambda.Environment = { Variables: { ...lambda.Environment?.Variables, ...environment } };
  return `asset.${path.basename(lambda.Code.S3Key, '.zip')}`;
}
