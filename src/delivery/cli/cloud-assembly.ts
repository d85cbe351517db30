import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CommandError } from './command-error';
import { shown } from './shown';
import { Json, JsonObject, member, objectOf } from '../model/template';

/** What the manifest of a cloud assembly says of a stack. */
export interface AssemblyStack {
  /** Path of its template. */
  readonly path: string;
  readonly displayName: string;
  readonly stackName: string;
  readonly account?: string;
  readonly region?: string;
}

const MANIFEST = 'manifest.json';
const ASSETS = '.assets.json';

/** The stacks of a cloud assembly, those of its stages too. */
export function stacksOf(folder: string): AssemblyStack[] {
  if (!existsSync(join(folder, MANIFEST))) throw new CommandError(`${shown(folder)}: a folder without ${MANIFEST}; name templates, or the output of cdk synth`);
  const artifacts = Object.entries(objectOf(readObject(folder, MANIFEST).artifacts));
  return artifacts.flatMap(([id, artifact]) => {
    const { type, environment, displayName, properties } = objectOf(artifact);
    const { templateFile, stackName, directoryName } = objectOf(properties);
    if (type === 'cdk:cloud-assembly') return stacksOf(join(folder, `${directoryName}`));
    if (type !== 'aws:cloudformation:stack') return [];
    return [{
      path: join(folder, `${templateFile}`),
      displayName: `${displayName ?? id}`,
      stackName: `${stackName ?? id}`,
      ...environmentOf(environment),
    }];
  });
}

/** What the manifest next to a template says of it. */
export function stackOf(folder: string, path: string): AssemblyStack | undefined {
  if (!existsSync(join(folder, MANIFEST)) || member(readObject(folder, MANIFEST), 'artifacts') === undefined) return undefined;
  return stacksOf(folder).find((stack) => stack.path === path);
}

/** The file of the asset that a URL in a template leads to. */
export function assetAt(folder: string, url: Json): string | undefined {
  const written = JSON.stringify(url) ?? '';
  const manifests = readdirSync(folder).filter((name) => name.endsWith(ASSETS));
  const asset = manifests.flatMap((name) => Object.values(objectOf(readObject(folder, name).files))).find((file) => (
    Object.values(objectOf(objectOf(file).destinations)).some((destination) => written.includes(`/${objectOf(destination).objectKey}"`))
  ));
  return objectOf(objectOf(asset).source).path?.toString();
}

function readObject(folder: string, name: string): JsonObject {
  try {
    return objectOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json);
  } catch {
    throw new CommandError(`${shown(join(folder, name))}: it is not JSON, as it is in the output of cdk synth`);
  }
}

/** From `aws://111111111111/eu-west-1`, where each may be unknown. */
function environmentOf(environment: Json): Pick<AssemblyStack, 'account' | 'region'> {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(`${environment}`) ?? [];
  return { account: account?.startsWith('unknown-') ? undefined : account, region: region?.startsWith('unknown-') ? undefined : region };
}
