import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import compile from '../compile';

const CDK_JSON = path.join(__dirname, '..', '..', 'cdk.json');

/**
 * Makes the cloud assembly of an app in this process, which takes less time than the CDK CLI, and returns the names of its stacks. The file with the
 * stacks imports the package by its name: it is loaded when the package is compiled.
 */
export function synthesize(outdir: string, file: string): string[] {
  compile();
  process.env.CDK_VALIDATION = 'false';
  const { context } = JSON.parse(fs.readFileSync(CDK_JSON, 'utf8'));
  const app = new App({ outdir, context, analyticsReporting: false, treeMetadata: false });
  const { addStacks } = createRequire(__filename)(file) as { addStacks: (app: App) => void };
  addStacks(app);
  return app.synth().stacks.map(({ stackName }) => stackName);
}
