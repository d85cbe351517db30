import * as fs from 'node:fs';
import * as path from 'node:path';
import { Template } from './target';

export function readTemplate(assembly: string, stack: string): Template {
  return JSON.parse(fs.readFileSync(templateFile(assembly, stack), 'utf8'));
}

/** Copies a cloud assembly without the policy of the queue whose URL is the given output, and returns the copy's folder. */
export function withoutQueuePolicy(assembly: string, stack: string, urlOutput: string): string {
  const copy = `${assembly}-without-policy`;
  fs.cpSync(assembly, copy, { recursive: true });

  const template = readTemplate(copy, stack);
  const queue: string = template.Outputs[urlOutput].Value.Ref;
  const policies = Object.entries(template.Resources)
    .filter(([, { Type, Properties }]) => Type === 'AWS::SQS::QueuePolicy' && Properties.Queues.some((url: any) => url.Ref === queue))
    .map(([id]) => id);
  if (policies.length !== 1) throw new Error(`expected one policy of the queue ${queue} in the template, found ${policies.length}`);
  delete template.Resources[policies[0]];
  for (const resource of Object.values(template.Resources)) {
    if (resource.DependsOn) resource.DependsOn = [resource.DependsOn].flat().filter((id) => id !== policies[0]);
  }
  fs.writeFileSync(templateFile(copy, stack), JSON.stringify(template));

  // The template was stored under the hash of its old text: without the address the CLI sends the file itself.
  const manifestFile = path.join(copy, 'manifest.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  delete manifest.artifacts[stack].properties.stackTemplateAssetObjectUrl;
  fs.writeFileSync(manifestFile, JSON.stringify(manifest));
  return copy;
}

function templateFile(assembly: string, stack: string): string {
  return path.join(assembly, `${stack}.template.json`);
}
