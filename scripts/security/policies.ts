import { CheckedTemplate } from './templates';
import { Right, rightsIn } from '../../test/contract/statements';

/** Something that a policy allows, and where it stands. */
export interface Allowed {
  readonly id: string;
  readonly where: string;
}

/** What is allowed to everybody, with a wildcard in an action, or on more than one resource. */
export function wildcardsIn(template: CheckedTemplate): Allowed[] {
  return resourcesOf(template).flatMap(({ Type, where, Properties }) => {
    // In the policy of a key `*` is the key itself.
    const resourceOf = ({ resource }: Right) => Type === 'AWS::KMS::Key' && resource === '*' ? 'the key' : textOf(resource, template);
    return allowedBy(Properties)
      .filter((right) => right.principal === '*' || right.action.includes('*') || resourceOf(right).includes('*'))
      .map((right) => ({ id: `${whoIs(right, template)} ${right.action} ${resourceOf(right)}`, where }));
  });
}

/** Every role, with who may assume it and whether only on a condition. */
export function trustIn(template: CheckedTemplate): (Allowed & { readonly conditional: boolean })[] {
  return resourcesOf(template).filter(({ Type }) => Type === 'AWS::IAM::Role').flatMap(({ where, Properties }) => (
    allowedBy(Properties?.AssumeRolePolicyDocument).map((right) => ({ id: whoIs(right, template), where, conditional: right.condition !== '{}' }))
  ));
}

function resourcesOf({ template, where }: CheckedTemplate) {
  return Object.entries(template.Resources ?? {}).map(([logicalId, resource]) => ({ ...resource, where: where.get(logicalId) ?? logicalId }));
}

function allowedBy(value: unknown): Right[] {
  return rightsIn(value).filter(({ effect }) => effect === 'Allow');
}

function whoIs({ principal }: Right, template: CheckedTemplate): string {
  if (principal === '') return 'role';
  return principal === '*' ? '*' : textOf(principal.replace(/^\w+ /, ''), template);
}

function textOf(literalOrJson: string, { where }: CheckedTemplate): string {
  return literalOrJson.startsWith('{') ? textOfExpression(JSON.parse(literalOrJson), where) : literalOrJson;
}

interface Expression {
  readonly 'Ref'?: string;
  readonly 'Fn::GetAtt'?: [string, string];
  readonly 'Fn::Join'?: [string, unknown[]];
}

/** With `<path>` for what is only known when it is deployed. */
function textOfExpression(value: unknown, where: CheckedTemplate['where']): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Expression;
  if (join) return join[1].map((part) => textOfExpression(part, where)).join(join[0]);
  const id = Ref ?? attribute?.[0];
  return id === undefined ? JSON.stringify(value) : `<${where.get(id) ?? id}>`;
}
