import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Drawing from './drawing';
import type * as Examples from './examples';
import compile from '../compile';

const IMAGES = join(__dirname, '..', '..', 'docs', 'images');
const load = createRequire(__filename);

// The examples import the package by its name, so it has to be there before they are loaded.
compile();
process.env.CDK_VALIDATION ??= 'false';
const { EXAMPLES } = load('./examples') as typeof Examples;
const { drawingOf } = load('./drawing') as typeof Drawing;

// Writes the picture of each construct's example.
for (const name of Object.keys(EXAMPLES)) writeFileSync(join(IMAGES, `${name}.svg`), drawingOf(name));
