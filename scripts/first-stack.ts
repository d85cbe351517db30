/** The README's first stack in each language, made from the TypeScript by jsii-rosetta. `npm run languages` compiles them and compares the templates. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TargetLanguage, Translator } from 'jsii-rosetta';
import compile from './compile';

const ROOT = join(__dirname, '..');
const README = 'README.md';
const SOURCE = 'examples/typescript/shop-stack.ts';
const JAVA = 'examples/java/src/main/java/example/ShopStack.java';
const START = '<!-- From here to the end of the sections: `npm run document-languages`. -->';
const END = '<!-- End of the sections. -->';

/** What jsii-rosetta does not import, because the TypeScript does not name it. */
const LEFT_OUT = {
  java: ['java.util.List', 'java.util.Map', 'io.github.cdkkeel.FanOutQueueOptions'].map((name) => `import ${name};\n`).join(''),
  csharp: 'using System.Collections.Generic;\n',
};

/** The Go that jsii-rosetta writes does not compile: arguments that may be left out elsewhere are missing, and so are packages of structs. */
const BY_HAND = 'examples/go/shop_stack.go';

/** The files that are made, by their path. */
export function translations(): Record<string, string> {
  const snippet = new Translator(true).translate({
    visibleSource: read(SOURCE), location: { api: { api: 'file', fileName: SOURCE } }, parameters: { $directory: ROOT },
  });
  if (!snippet.snippet.didCompile) throw new Error(`${SOURCE} does not compile`);
  const translated = (language: TargetLanguage) => `${snippet.get(language)!.source}\n`;
  return {
    'examples/python/shop_stack.py': translated(TargetLanguage.PYTHON),
    [JAVA]: `package example;\n\n${LEFT_OUT.java}${translated(TargetLanguage.JAVA)}`,
    'examples/csharp/ShopStack.cs': `${LEFT_OUT.csharp}${translated(TargetLanguage.CSHARP)}`,
  };
}

/** The README with these files in it. */
export function readme(made: Record<string, string>): string {
  const now = read(README);
  const [python, java, csharp] = Object.values(made);
  return [
    now.slice(0, now.indexOf(START) + START.length),
    '',
    ...block('ts', read(SOURCE)),
    ...section('Python', 'python', python),
    ...section('Java', 'java', java),
    ...section('Go', 'go', read(BY_HAND)),
    ...section('C#', 'csharp', csharp),
    now.slice(now.indexOf(END)),
  ].join('\n');
}

function section(name: string, fence: string, code: string): string[] {
  return ['<details>', `<summary>${name}</summary>`, '', ...block(fence, code), '</details>', ''];
}

function block(fence: string, code: string): string[] {
  return [`\`\`\`${fence}`, code.trimEnd(), '```', ''];
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

if (require.main === module) {
  compile();
  const made = translations();
  Object.entries({ ...made, [README]: readme(made) }).forEach(([file, text]) => writeFileSync(join(ROOT, file), text));
}
