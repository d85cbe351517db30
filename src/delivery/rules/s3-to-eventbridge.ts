import { Rule } from './rule';
import { Judgement } from '../access/judgement';
import { BUCKET } from '../access/receivers';
import { literal, print } from '../expression/text';
import { some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { inEachBranch, isOn } from '../model/property';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, objectOf, possible, possibleMembers, possibleObjects } from '../model/template';
import { configurations } from '../senders/s3-notifications';

/** The buckets, as expressions or as what an event pattern has in place of a name, whose S3 events alone a rule wants. */
function buckets({ properties: { EventPattern, EventBusName }, textOf }: Resource): Json[] {
  if (EventBusName !== undefined && !/(^|:event-bus\/)default$/.test(print(textOf(EventBusName)))) return [];
  return possibleObjects(EventPattern).flatMap((pattern) => {
    const { source, detail } = objectOf(pattern);
    const sources = possibleMembers(source).map((one) => literal(textOf(one)));
    if (sources.length === 0 || sources.some((one) => one !== 'aws.s3')) return [];
    return possible(detail).flatMap((one) => possible(objectOf(one).bucket)).flatMap((bucket) => possibleMembers(objectOf(bucket).name));
  });
}

function judge(model: DeliveryModel, rule: Resource, name: Json): Judgement {
  const bucket = model.find(rule, name, ...BUCKET);
  if (bucket === undefined) {
    return { from: rule, delivers: 'unknown', at: rule, because: 'a bucket that its event pattern names is in none of the templates' };
  }
  return {
    from: bucket,
    to: rule,
    delivers: sendsEvents(model, bucket),
    at: bucket,
    because: 'it does not send its events to EventBridge',
    fix: 'Set its NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled to true.',
  };
}

/** By itself, or by CDK's custom resource for it. */
function sendsEvents(model: DeliveryModel, bucket: Resource): Verdict {
  const candidates = configurations(model).filter((one) => one.bucket === undefined || one.bucket === bucket);
  return some(candidates, ({ bucket: known, holder, configuration }) => {
    const verdict = inEachBranch(configuration, (one) => (isIntrinsic(one) ? 'unknown' : isEnabled(holder, objectOf(one).EventBridgeConfiguration)));
    return known || verdict === 'no' ? verdict : 'unknown';
  });
}

function isEnabled(holder: Resource, configuration: Json): Verdict {
  return inEachBranch(configuration, (one) => {
    if (one === undefined || one === null) return 'no';
    return isIntrinsic(one) ? 'unknown' : isOn(holder, objectOf(one).EventBridgeEnabled, true);
  });
}

/** S3 events to EventBridge. */
export const S3_TO_EVENTBRIDGE: Rule[] = [
  {
    id: 'KEEL-S3-EVENTS-01',
    proves: 'Bucket to event rule: the bucket sends its events to EventBridge.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html',
    judge: (model) => model.ofType('AWS::Events::Rule').flatMap((rule) => buckets(rule).map((name) => judge(model, rule, name))),
  },
];
