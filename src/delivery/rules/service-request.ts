import { text, Text } from '../expression/text';
import { Request } from '../policy/request';

/** A service that acts for one resource. */
export interface ServiceSender {
  readonly service: string;
  /** ARN of the resource that it acts for. */
  readonly sourceArn: Text;
  readonly sourceAccount: Text;
}

/**
 * What a service's request looks like to the policies of the receiver. Keys of the global context that only identities have are absent; what else a
 * service may send is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function serviceRequest({ service, sourceArn, sourceAccount }: ServiceSender, action: string, resource: Text): Request {
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
