import { Rule } from './rule';
import { Edge } from '../access/edge';
import { judgeKey } from '../access/judge-key';
import { Judgement } from '../access/judgement';
import { Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';

/** With which CloudWatch Logs reads and writes. It lists more, in patterns, of which it does not say when it needs them. */
const NEEDED = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'];

/** For all log groups of the account, so that it names none: that could close a dependency cycle. */
const STATEMENT = {
  Effect: 'Allow',
  Principal: { Service: { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' } },
  Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
  Resource: '*',
  Condition: {
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*' } },
  },
};

/** The ARN of a log group in the context of its encryption is without the `:*` for its streams. */
function encryptedArn({ arn }: Resource): Text {
  return text(...arn!.map((piece, index) => (typeof piece === 'string' && index === arn!.length - 1 ? piece.replace(/:\*$/, '') : piece)));
}

function edgeOf(group: Resource, service: Text): Edge {
  return {
    from: group,
    to: group,
    sender: { services: [service], context: new Map([['kms:encryptioncontext:aws:logs:arn', [encryptedArn(group)]]]) },
    actions: [],
    keyActions: NEEDED,
  };
}

function judge(model: DeliveryModel, group: Resource): Judgement {
  const judgement = judgeKey(model, edgeOf(group, text('logs.', group.region, '.amazonaws.com')));
  // Key policies with this principal are about, and the documentation knows only that of the Region.
  const isElsewhere = judgement.delivers === 'no' && judgeKey(model, edgeOf(group, text('logs.amazonaws.com'))).delivers !== 'no';
  return { ...judgement, delivers: isElsewhere ? 'unknown' : judgement.delivers, add: judgement.at === group ? undefined : STATEMENT };
}

/** Log groups with a key. */
export const LOG_GROUP_KEYS: Rule[] = [
  {
    id: 'KEEL-LOGS-KEY-01',
    proves: 'Log group: its key lets CloudWatch Logs use it.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    judge: (model) => (
      model.ofType('AWS::Logs::LogGroup').filter(({ properties }) => properties.KmsKeyId !== undefined).map((group) => judge(model, group))
    ),
  },
];
