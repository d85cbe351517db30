import { App } from 'aws-cdk-lib';
import { TemplateJson, templatesOf } from './template';

/** Synthesizes, which fails where stacks need one another in a circle, and looks for circles within each template. */
export function circlesIn(app: App): string[][] {
  return [...templatesOf(app).values()].map(dependencyCycle).filter((circle) => circle.length > 0);
}

/** The circle of logical ids that each need the next one first, in a template: empty if there is none. */
export function dependencyCycle({ Resources = {} }: TemplateJson): string[] {
  const needs = new Map(Object.entries(Resources).map(([id, resource]) => [
    id, [...referencesIn(resource.Properties), ...[resource.DependsOn ?? []].flat()].filter((other) => other in Resources),
  ]));
  const finished = new Set<string>();
  const circleFrom = (id: string, path: string[]): string[] => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (finished.has(id)) return [];
    const circle = needs.get(id)!.map((next) => circleFrom(next, [...path, id])).find(({ length }) => length > 0) ?? [];
    finished.add(id);
    return circle;
  };
  return [...needs.keys()].map((id) => circleFrom(id, [])).find(({ length }) => length > 0) ?? [];
}

/** Logical ids, and pseudo-parameters, that `Ref`, `Fn::GetAtt` and `Fn::Sub` below a value name. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref': return [inner];
      case 'Fn::GetAtt': return [Array.isArray(inner) ? inner[0] : inner.split('.')[0]];
      case 'Fn::Sub': return [...namesInText(Array.isArray(inner) ? inner[0] : inner), ...referencesIn(inner)];
      default: return referencesIn(inner);
    }
  });
}

/** Of `${Queue.Arn}` and `${Queue}` the logical id; not of `${!Literal}`. */
function namesInText(text: string): string[] {
  return [...text.matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map(([, name]) => name);
}
