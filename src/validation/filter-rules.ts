import { Rule } from './check-props';

/**
 * What filters of a function must fulfil.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function filterRules(filters: object[] | undefined): Rule[] {
  return [{
    prop: 'filters',
    value: filters,
    holds: () => filters!.length > 0 && new Set(filters!.map((filter) => JSON.stringify(filter))).size === filters!.length,
    must: 'must hold at least one, and each once, or be left out',
  }];
}
