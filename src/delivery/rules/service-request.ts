import { same } from '../expression/match';
import { literal, text, Text } from '../expression/text';
import { isOptIn } from '../model/opt-in-regions';
import { Request } from '../policy/request';

/** A service that acts for one resource. */
export interface ServiceSender {
  /** Its principal, and others that it may have instead where the Regions are not known. */
  readonly services: readonly Text[];
  /** ARN of the resource that it acts for. */
  readonly sourceArn: Text;
  readonly sourceAccount: Text;
}

/**
 * The principal of SNS on its way from one Region to another: one of its own where it leaves a Region that accounts have to opt in to.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
 */
export function snsServices(topicRegion: Text, receiverRegion: Text | undefined): Text[] {
  const everywhere = text('sns.amazonaws.com');
  const region = literal(topicRegion);
  const together = receiverRegion === undefined ? 'unknown' : same(topicRegion, receiverRegion);
  if (together === 'yes' || (region !== undefined && !isOptIn(region))) return [everywhere];
  const ofRegion = text('sns.', topicRegion, '.amazonaws.com');
  return together === 'no' && region !== undefined ? [ofRegion] : [everywhere, ofRegion];
}

/**
 * What a service's request looks like to the policies of the receiver. Keys of the global context that only identities have are absent; what else a
 * service may send is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function serviceRequest({ sourceArn, sourceAccount }: ServiceSender, service: Text, action: string, resource: Text): Request {
  return {
    principal: { service },
    action,
    resource,
    context: new Map<string, readonly Text[]>([
      ['aws:sourcearn', [sourceArn]],
      ['aws:sourceaccount', [sourceAccount]],
      ['aws:securetransport', [text('true')]],
      ['aws:principalisawsservice', [text('true')]],
      ['aws:principalaccount', []],
      ['aws:principalarn', []],
      ['aws:principalorgid', []],
      ['aws:sourceip', []],
      ['aws:sourcevpc', []],
      ['aws:sourcevpce', []],
    ]),
  };
}
