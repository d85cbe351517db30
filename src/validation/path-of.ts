import { IConstruct } from 'constructs';

/**
 * The path of a construct for names and descriptions. Security groups take these characters only, and roles not all others; a dynamic reference in an id
 * would be resolved.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 */
export function pathOf({ node }: IConstruct): string {
  return inDescription(node.path).slice(0, 200);
}

/** Text as all descriptions take it. */
export function inDescription(text: string): string {
  return text.replace(/[^\w .:/()#,@[\]+=&;{}!$*-]/gu, '_').replace(/\{\{/g, '__');
}
