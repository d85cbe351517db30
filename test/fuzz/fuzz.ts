/** `npm run fuzz -- --samples 1000 --seed 1`: as the test beside it, with as many samples as one likes. */
import '../without-template-validation';
import '../without-stack-traces';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { id } from './hostile';
import { judgeSample } from './judge-sample';
import { SAMPLED } from './samples';

const { values } = parseArgs({ options: { samples: { type: 'string', default: '1000' }, seed: { type: 'string', default: `${Date.now() % 2 ** 31}` } } });
const [samples, seed] = [Number(values.samples), Number(values.seed)];
if (!Number.isInteger(samples) || samples < 1 || !Number.isInteger(seed)) throw new Error('--samples is a whole number from 1, --seed is a whole number');

console.log(`Seed ${seed}, ${samples} samples of each construct`);
for (const [construct, sampled] of Object.entries(SAMPLED)) {
  const seen = { made: 0, refused: 0 };
  const start = process.cpuUsage();
  const property = fc.property(id, sampled.data, (name, data) => void seen[judgeSample(sampled, name, data)]++);
  const result = fc.check(property, { numRuns: samples, seed });
  const { user, system } = process.cpuUsage(start);
  const cost = `${((user + system) / 1000 / (seen.made + seen.refused + 1)).toFixed(0)} ms of CPU each`;
  console.log(`${construct}: ${seen.made} made, ${seen.refused} refused, ${cost}${result.failed ? ', and a counterexample:' : ''}`);
  if (result.failed) {
    console.log(fc.defaultReportMessage(result));
    process.exitCode = 1;
  }
}
