import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEERS, ROOT } from './child';

/** Patterns of AWS Solutions Constructs, each at the newest version that could be had on 2026-11-21. A pattern wants its core at its own version. */
const VERSIONS = {
  'aws-apigateway-dynamodb': '2.101.0',
  'aws-apigateway-lambda': '2.104.0',
  'aws-cognito-apigateway-lambda': '2.93.0',
  'aws-kinesisstreams-kinesisfirehose-s3': '2.25.0',
  'aws-kinesisstreams-lambda': '2.25.0',
  'aws-lambda-dynamodb': '2.101.0',
  'aws-lambda-stepfunctions': '2.56.0',
  'aws-sns-sqs': '2.56.0',
};

const manifest = (name: string, folder = ROOT) => JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
const CDK = manifest('aws-cdk-lib');

/** Installs them in a folder of their own, once. They share aws-cdk-lib and constructs with the project. Says what could not be installed. */
export function installPeers(): string[] {
  return Object.entries(VERSIONS).filter(([name, version]) => !isInstalled(name, version)).filter(([name, version]) => {
    mkdirSync(PEERS, { recursive: true });
    writeFileSync(join(PEERS, 'package.json'), '{ "private": true }\n');
    try {
      execFileSync('npm', ['install', '--no-save', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock',
        ...Object.entries(VERSIONS).filter(([other, at]) => other === name || isInstalled(other, at)).map(([other, at]) => `@aws-solutions-constructs/${other}@${at}`)], { cwd: PEERS, stdio: ['ignore', 'ignore', 'pipe'] });
    } catch {
      return true;
    }
    // A second copy of what the project has would be loaded beside it.
    for (const shared of ['constructs', '@aws-cdk/cloud-assembly-schema']) rmSync(join(PEERS, 'node_modules', shared), { recursive: true, force: true });
    return !isInstalled(name, version);
  }).map(([name, version]) => `${name} ${version}`);
}

function isInstalled(name: string, version: string): boolean {
  try {
    return manifest(`@aws-solutions-constructs/${name}`, PEERS).version === version;
  } catch {
    return false;
  }
}

/** What a library is called on the page, with its version. */
export function titleOf(library: string): string {
  const version = VERSIONS[library as keyof typeof VERSIONS];
  if (version !== undefined) return `${library} ${version}`;
  return library === 'plain' ? 'plain L2s' : `${library} ${CDK.version}`;
}
