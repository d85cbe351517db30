import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { ServiceSender } from '../access/requests';
import { text } from '../expression/text';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { edgesOfLoadBalancers } from '../senders/load-balancer-logs';

const edge = 'Network load balancer to the bucket for its logs';
const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html';
const services = [text('delivery.logs.amazonaws.com')];
const edges = perModel((model) => edgesOfLoadBalancers(model, 'network', senderOf));

/** It acts for the deliveries of CloudWatch Logs, of which it names none. */
function senderOf({ account, partition, region, stackId }: Resource): ServiceSender {
  return {
    services,
    sourceArn: text('arn:', partition, ':logs:', region, ':', account, ':', { name: `${stackId}.delivery`, kind: 'word' }),
    sourceAccount: account,
    context: new Map([['s3:x-amz-acl', [text('bucket-owner-full-control')]]]),
  };
}

/** Network load balancers to buckets. */
export const NLB_LOGS_TO_S3: Rule[] = [
  policyRule({ id: 'KEEL-NLB-S3-01', edge, source, edges }),
  keyRule({ id: 'KEEL-NLB-S3-02', edge, source, edges: (model) => edges(model).map((one) => ({ ...one, sender: { services } })) }),
];
