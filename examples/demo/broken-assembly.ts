import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Template } from './target';

export function readTemplate(assembly: string, stack: string): Template {
  return JSON.parse(fs.readFileSync(templateFile(assembly, stack), 'utf8'));
}

/** Copies a cloud assembly without the policy of the queue whose URL is the given output, and returns the copy's folder. */
export function withoutQueuePolicy(assembly: string, stack: string, urlOutput: string): string {
  const template = readTemplate(assembly, stack);
  const queue: string = template.Outputs[urlOutput].Value.Ref;
  const policies = Object.entries(template.Resources)
    .filter(([, { Type, Properties }]) => Type === 'AWS::SQS::QueuePolicy' && Properties.Queues.some((url: any) => url.Ref === queue))
    .map(([id]) => id);
  if (policies.length !== 1) throw new Error(`expected one policy of the queue ${queue} in the template, found ${policies.length}`);
  return withoutResources(assembly, stack, policies, `${assembly}-without-policy`);
}

/** Copies a cloud assembly without resources of a stack that no other resource refers to, and returns the copy's folder. */
export function withoutResources(assembly: string, stack: string, ids: string[], copy: string, outputs: string[] = []): string {
  fs.cpSync(assembly, copy, { recursive: true });
  changeTemplate(copy, stack, (template) => removeResources(template, ids, outputs));
  return copy;
}

/** Changes the template of a stack in a cloud assembly. */
export function changeTemplate(assembly: string, stack: string, change: (template: Template) => void): void {
  const template = readTemplate(assembly, stack);
  change(template);
  const text = JSON.stringify(template);
  fs.writeFileSync(templateFile(assembly, stack), text);
  storeUnderItsHash(assembly, stack, text);
  withoutImages(assembly, stack, text);
}

/** Removes resources that no other resource refers to. */
export function removeResources(template: Template, ids: readonly string[], outputs: readonly string[] = []): void {
  ids.forEach((id) => delete template.Resources[id]);
  outputs.forEach((id) => delete template.Outputs[id]);
  for (const resource of Object.values(template.Resources)) {
    if (resource.DependsOn) resource.DependsOn = [resource.DependsOn].flat().filter((id) => !ids.includes(id));
  }
}

/** Copies a cloud assembly with those resources of a stack only that are of these types and refer to no others. Returns the copy's folder. */
export function onlyTypes(assembly: string, stack: string, types: string[], copy: string): string {
  const { Resources, Outputs } = readTemplate(assembly, stack);
  const removed = new Set(Object.keys(Resources).filter((id) => !types.includes(Resources[id].Type)));
  const refersToRemoved = (value: unknown) => [...removed].some((id) => JSON.stringify(value).includes(`"${id}"`));
  for (let before = -1; before < removed.size;) {
    before = removed.size;
    Object.keys(Resources).filter((id) => refersToRemoved(Resources[id].Properties)).forEach((id) => removed.add(id));
  }
  return withoutResources(assembly, stack, [...removed], copy, Object.keys(Outputs).filter((id) => refersToRemoved(Outputs[id])));
}

/** An image that no container has is not to be built. */
function withoutImages(assembly: string, stack: string, text: string): void {
  const file = path.join(assembly, `${stack}.assets.json`);
  const { dockerImages = {}, ...assets } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const used = Object.entries(dockerImages).filter(([hash]) => text.includes(hash));
  fs.writeFileSync(file, JSON.stringify({ ...assets, dockerImages: Object.fromEntries(used) }));
}

/** A template is stored under the hash of its text; under that of the text before it would not be sent again. */
function storeUnderItsHash(assembly: string, stack: string, text: string): void {
  const manifestFile = path.join(assembly, 'manifest.json');
  const { stackTemplateAssetObjectUrl: url } = JSON.parse(fs.readFileSync(manifestFile, 'utf8')).artifacts[stack].properties;
  const [, before] = /\/(\w+)\.json$/.exec(url)!;
  const after = createHash('sha256').update(text).digest('hex');
  for (const file of [manifestFile, path.join(assembly, `${stack}.assets.json`)]) {
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(before, after));
  }
}

function templateFile(assembly: string, stack: string): string {
  return path.join(assembly, `${stack}.template.json`);
}
