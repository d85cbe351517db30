/**
 * Makes the compiled `lib/index.js` load a file when one of its names is first used: whoever makes a queue does not wait for user pools. TypeScript has
 * no option for it, and jsii wants plain exports in the sources.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const INDEX = join(__dirname, '..', 'lib', 'index.js');
const LOAD = /^var (\w+) = (require\("[^"]+"\));\n/gm;

const source = readFileSync(INDEX, 'utf8');
const loads = new Map([...source.matchAll(LOAD)].map(([, variable, call]) => [variable, call]));
const lazy = source
  .replace(LOAD, '')
  .replace(/return (\w+)\.(\w+);/g, (line, variable, name) => loads.has(variable) ? `return ${loads.get(variable)}.${name};` : line);

const left = [...loads.keys()].filter((variable) => new RegExp(`\\b${variable}\\b`).test(lazy));
if (left.length > 0) throw new Error(`lib/index.js uses ${left.join(', ')} in a way that this script does not know: TypeScript writes exports differently now.`);
writeFileSync(INDEX, lazy);
