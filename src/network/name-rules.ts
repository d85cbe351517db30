import { matches, Rule } from '../validation/check-props';

/** A rule for a domain name. */
export function domainNameRule(prop: string, domainName: string): Rule {
  return matches(prop, domainName, /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/, 'be a domain name in lower case, without https://');
}

/** A rule for what looks at requests to a load balancer or an API. */
export function webAclRule(prop: string, arn: string | undefined): Rule {
  return {
    prop,
    value: arn,
    holds: (text: string) => /^arn:[\w-]+:wafv2:[\w-]+:\d{12}:regional\/webacl\/[\w-]+\/[\w-]+$/.test(text),
    must: 'must be the ARN of a WAFv2 web ACL of the scope REGIONAL',
  };
}
