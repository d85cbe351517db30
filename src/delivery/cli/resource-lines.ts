import { nameOf, YamlNode } from './yaml-node';

/** The line on which each resource of a template in JSON begins: a scan, because a parser that keeps positions takes a hundred times as long. */
export function linesInJson(json: string): Map<string, number> {
  const lines = new Map<string, number>();
  let [line, depth, string, section] = [1, 0, '""', ''];
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:\n]/g)) {
    if (token === '\n') line++;
    else if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token !== ':') string = token;
    else if (depth === 1) section = JSON.parse(string) as string;
    else if (depth === 2 && section === 'Resources') lines.set(JSON.parse(string) as string, line);
  }
  return lines;
}

/** The same of a template in YAML, from its nodes. */
export function linesInYaml(yaml: string, root: YamlNode | null): Map<string, number> {
  const resources = root?.items?.find(({ key }) => key?.value === 'Resources')?.value as YamlNode | null | undefined;
  const lines = new Map<string, number>();
  let [line, offset] = [1, 0];
  for (const { key } of resources?.items ?? []) {
    const start = key?.range?.[0];
    if (start === undefined) continue;
    line += yaml.slice(offset, start).split('\n').length - 1;
    offset = start;
    lines.set(nameOf(key), line);
  }
  return lines;
}
