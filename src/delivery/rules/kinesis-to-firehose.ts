import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { Edge, roleOf } from '../access/edge';
import { judgeAccess } from '../access/judge-access';
import { Judgement } from '../access/judgement';
import { receivers, STREAM } from '../access/receivers';
import { literal } from '../expression/text';
import { certain } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { isIntrinsic, objectOf, possible } from '../model/template';
import { FIREHOSE_TRUST, firehoseFor } from '../senders/delivery-streams';

const edge = 'Stream to delivery stream';
const source = 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3';

const READING = ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'];

const edges = perModel((model): Edge[] => model.ofType('AWS::KinesisFirehose::DeliveryStream').flatMap((to) => {
  const { DeliveryStreamType = 'KinesisStreamAsSource', KinesisStreamSourceConfiguration } = to.properties;
  if (literal(to.textOf(DeliveryStreamType)) !== 'KinesisStreamAsSource') return [];
  return possible(KinesisStreamSourceConfiguration).map(objectOf).flatMap(({ KinesisStreamARN, RoleARN }) => (
    receivers(model, to, KinesisStreamARN, STREAM).map((from) => ({
      from: from ?? to,
      to: from && to,
      calls: from ? 'from' : undefined,
      sender: firehoseFor(to),
      role: roleOf(model, to, RoleARN) ?? 'unknown',
      actions: [...READING, 'kinesis:ListShards'],
      keyActions: ['kms:Decrypt'],
    } as const))
  ));
}));

/** The page lists `ListShards` too, but roles without it are in use. */
function judgeRole(model: DeliveryModel, one: Edge): Judgement {
  const judgement = judgeAccess(model, one);
  const mayRead = judgement.delivers === 'no' && judgeAccess(model, { ...one, actions: READING }).delivers !== 'no';
  return mayRead ? { ...judgement, delivers: 'unknown', because: `${judgement.because}, of which it is not known whether Firehose needs it` } : judgement;
}

/** Streams to delivery streams. */
export const KINESIS_TO_FIREHOSE: Rule[] = [
  { ...roleRule({ id: 'KEEL-KINESIS-FIREHOSE-01', edge, source, edges }), judge: (model) => edges(model).map((one) => judgeRole(model, one)) },
  keyRule({ id: 'KEEL-KINESIS-FIREHOSE-02', edge, source, edges }),
  trustRule({ id: 'KEEL-KINESIS-FIREHOSE-03', edge, source: FIREHOSE_TRUST, edges }),
  {
    id: 'KEEL-KINESIS-FIREHOSE-04',
    proves: `${edge}: the delivery stream asks for no encryption of its own.`,
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/encryption.html',
    judge: (model) => edges(model).flatMap(({ from, to }) => (to === undefined ? [] : [{
      from,
      to,
      delivers: isIntrinsic(to.properties.DeliveryStreamEncryptionConfigurationInput)
        ? 'unknown' as const
        : certain(to.properties.DeliveryStreamEncryptionConfigurationInput === undefined),
      at: to,
      because: 'it has a DeliveryStreamEncryptionConfigurationInput, which Firehose refuses where a stream is the source',
      fix: 'Leave out its DeliveryStreamEncryptionConfigurationInput, and encrypt the stream.',
    }])),
  },
];
