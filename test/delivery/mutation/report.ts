/**
 * Changes every correct template in every way that may stop a delivery, one at a time, and writes to docs/mutation-report.md what the rules found.
 * It fails if a change survives that is not explained, or if one is found that delivers.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { app, cases, constructs, wirings } from './correct-templates';
import type * as ExampleTemplate from './example-template';
import { markdown } from './markdown';
import { outcomesOf } from './outcome';
import { describe, totals } from './totals';
import compile from '../../../scripts/compile';

// Validation of templates that are not deployed costs seconds each.
process.env.CDK_VALIDATION = 'false';

const REPORT = join(__dirname, '..', '..', '..', 'docs', 'mutation-report.md');

function report(): void {
  compile();
  // The examples take the constructs from the compiled package.
  const { examples } = createRequire(__filename)('./example-template') as typeof ExampleTemplate;

  const started = Date.now();
  const templates = [...cases(), ...wirings(), ...constructs(), app(), ...examples()];
  const outcomes = templates.flatMap((template) => outcomesOf(template));
  writeFileSync(REPORT, markdown(templates, outcomes, Date.now() - started));
  const faults = outcomes.filter(({ verdict }) => verdict === 'survived' || verdict === 'wrong');
  faults.forEach((one) => console.error(describe(one)));
  console.log(totals(templates.length, outcomes));
  process.exitCode = faults.length === 0 ? 0 : 1;
}

report();
