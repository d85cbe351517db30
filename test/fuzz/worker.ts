/** A process that judges chunks of samples, as told by messages. */
import '../without-template-validation';
import '../without-stack-traces';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Chunk, Judged } from './chunk';
import { id } from './hostile';
import { judgeSample, TEMPLATE_FILE } from './judge-sample';
import { findingsOfLint, isReadable } from './lint';
import { SAMPLED } from './samples';

const TEMPLATES = mkdtempSync(join(tmpdir(), 'cdk-keel-lint-'));

process.on('message', (chunk: Chunk) => process.send!(judge(chunk)));

function judge({ construct, samples, seed, validateEvery, lintEvery }: Chunk): Judged {
  const seen = { made: 0, refused: 0, validated: 0 };
  const lint: string[] = [];
  const start = process.cpuUsage();
  // The draw is a part of the sample, so that what is made smaller is judged as it was.
  const property = fc.property(id, SAMPLED[construct].data, fc.nat({ max: validateEvery - 1 }), (name, data, draw) => {
    const outcome = judgeSample(SAMPLED[construct], name, data, draw === 0);
    seen[outcome]++;
    if (outcome === 'refused') return;
    if (draw === 0) seen.validated++;
    if (lintEvery > 0 && seen.made % lintEvery === 0 && isReadable(TEMPLATE_FILE)) {
      lint.push(join(TEMPLATES, `${construct}-${seed}-${seen.made}.template.json`));
      copyFileSync(TEMPLATE_FILE, lint.at(-1)!);
    }
  });
  const result = fc.check(property, { numRuns: samples, seed, includeErrorInReport: true });
  const findings = findingsOfLint(lint);
  const { user, system } = process.cpuUsage(start);
  const counterexample = result.failed ? fc.defaultReportMessage(result) : findings.length > 0 ? `cfn-lint: ${findings.join('\n')}` : undefined;
  return { construct, seed, ...seen, linted: lint.length, cpu: (user + system) / 1e6, counterexample };
}
