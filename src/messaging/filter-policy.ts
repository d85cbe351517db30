import * as sns from 'aws-cdk-lib/aws-sns';
import { check, Rule, wholeNumber } from '../validation/check-props';

/**
 * Which messages a subscriber gets. A changed filter policy takes effect within 15 minutes.
 *
 * On a FIFO topic a filter makes delivery at most once for messages that it rejects.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
export class FilterPolicy {
  /**
   * Looks at the attributes of a message. Every attribute named must match.
   *
   * @param attributes at most 5 attributes with at most 150 combinations of values
   */
  public static messageAttributes(attributes: { [name: string]: sns.SubscriptionFilter }): FilterPolicy {
    const combinations = Object.values(attributes).reduce((product, { conditions }) => product * conditions.length, 1);
    check('FilterPolicy.messageAttributes', [
      atMostFive('attributes', attributes),
      { prop: 'attributes', value: combinations, holds: () => combinations <= 150, must: 'must have at most 150 combinations of values' },
    ]);
    return new FilterPolicy({ filterPolicy: attributes });
  }

  /**
   * Looks at the body of a message, which must be JSON. Every property named must match.
   *
   * @param properties at most 5 properties at the top; nest with `sns.FilterOrPolicy.policy`
   */
  public static messageBody(properties: { [name: string]: sns.FilterOrPolicy }): FilterPolicy {
    check('FilterPolicy.messageBody', [atMostFive('properties', properties)]);
    return new FilterPolicy({ filterPolicyWithMessageBody: properties });
  }

  private constructor(private readonly options: Pick<sns.SubscriptionOptions, 'filterPolicy' | 'filterPolicyWithMessageBody'>) {}

  /**
   * Options of the subscription.
   * @internal
   */
  public _subscriptionOptions(): Pick<sns.SubscriptionOptions, 'filterPolicy' | 'filterPolicyWithMessageBody'> {
    return this.options;
  }
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
function atMostFive(prop: string, filters: object): Rule {
  return { prop, value: Object.keys(filters).length, holds: wholeNumber(1, 5), must: 'must have 1 to 5 names' };
}
