import { execFileSync } from 'child_process';
import { join, relative } from 'path';
import * as keel from '../src';

const ROOT = join(__dirname, '..');

/** The files that a program has loaded at its end, of the package and of its dependencies. */
function filesLoadedBy(program: string): string[] {
  const script = `const keel = require(${JSON.stringify(ROOT)}); ${program}; console.log(JSON.stringify(Object.keys(require.cache)));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })).map((file: string) => relative(ROOT, file));
}

function modulesLoadedBy(program: string): string[] {
  const modules = filesLoadedBy(program).map((file) => /aws-cdk-lib\/(aws-[^/]+)/.exec(file)?.[1]).filter((module) => module !== undefined);
  return [...new Set(modules)].sort();
}

test('the package loads nothing until one of its names is used', () => {
  expect(filesLoadedBy('')).toEqual(['lib/index.js']);
});

test('a name loads the modules of CDK that it needs, and no others', () => {
  expect(modulesLoadedBy('keel.QueueWithDlq')).toEqual([
    'aws-cloudwatch', 'aws-cloudwatch-actions', 'aws-iam', 'aws-kms', 'aws-lambda', 'aws-sqs',
  ]);
});

test('every name is there', () => {
  const names = execFileSync(process.execPath, ['-e', `
    const keel = require(${JSON.stringify(ROOT)});
    console.log(JSON.stringify(Object.keys(keel).filter((name) => keel[name] !== undefined)));`], { encoding: 'utf8' });
  expect(JSON.parse(names).sort()).toEqual(Object.keys(keel).sort());
});
