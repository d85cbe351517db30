import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { unknownReceiver } from '../access/edge';
import { ServiceSender } from '../access/requests';
import { literal, text } from '../expression/text';
import { certain, not, Verdict } from '../expression/verdict';
import { elbAccount } from '../model/elb-accounts';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { isIntrinsic, listOf, objectOf } from '../model/template';
import { edgesOfLoadBalancers } from '../senders/load-balancer-logs';

const edge = 'Application load balancer to the bucket for its logs';
const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html';
const edges = perModel((model) => edgesOfLoadBalancers(model, 'application', senderOf));

/** The service, or else its account in the Region, which may be any where the Region is not known. */
function senderOf({ region }: Resource): ServiceSender {
  const known = literal(region);
  const account = known === undefined ? { name: 'account of Elastic Load Balancing', kind: 'word' as const } : elbAccount(known);
  return { services: [text('logdelivery.elasticloadbalancing.amazonaws.com')], accounts: account === undefined ? [] : [text(account)] };
}

/** Does the bucket encrypt with a key of KMS? */
function usesKms({ properties: { BucketEncryption }, textOf }: Resource): Verdict {
  const [rule] = listOf(objectOf(BucketEncryption).ServerSideEncryptionConfiguration);
  const { SSEAlgorithm = 'AES256' } = objectOf(objectOf(rule).ServerSideEncryptionByDefault);
  const algorithm = literal(textOf(SSEAlgorithm));
  return isIntrinsic(BucketEncryption) || isIntrinsic(rule) || algorithm === undefined ? 'unknown' : certain(algorithm !== 'AES256');
}

/** Application load balancers to buckets. */
export const ALB_LOGS_TO_S3: Rule[] = [
  policyRule({ id: 'KEEL-ALB-S3-01', edge, source, edges }),
  {
    id: 'KEEL-ALB-S3-02',
    proves: `${edge}: the bucket encrypts with keys of S3.`,
    source,
    judge: (model) => edges(model).map(({ from, to }) => (to === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: not(usesKms(to)),
      at: to,
      because: 'it encrypts with a key of KMS, and an application load balancer can write only where S3 encrypts with keys of its own',
      fix: 'Set the SSEAlgorithm of its BucketEncryption to AES256.',
    })),
  },
];
