import { hasStream } from './dynamodb-to-lambda';
import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { QUEUE, receivers, STREAM, TABLE } from '../access/receivers';
import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { inEachBranch, isGiven } from '../model/property';
import { Resource } from '../model/resource';
import { isIntrinsic, objectOf, possible } from '../model/template';
import { pipes } from '../senders/pipes';
import { RoleSender } from '../senders/role-senders';

const edge = 'Source to pipe';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html';
const KEYS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';

const READ_TABLE = ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'];

/** Of what the page lists for streams, what reading takes in any case; it does not say that all of it is needed. */
const READ: Readonly<Record<string, readonly string[]>> = {
  'AWS::SQS::Queue': ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  'AWS::Kinesis::Stream': ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'],
  'AWS::DynamoDB::Table': READ_TABLE,
  'AWS::DynamoDB::GlobalTable': READ_TABLE,
};

const edges = perModel((model: DeliveryModel) => pipes(model).flatMap((pipe) => (
  possible(pipe.from.properties.Source).flatMap((one) => receivers(model, pipe.from, one, [...QUEUE, ...STREAM, ...TABLE]))
    .map((from) => (from === undefined ? { ...pipe, actions: [] } : readBy(pipe, from)))
)));

function readBy({ from: pipe, sender, role }: RoleSender, from: Resource): Edge {
  return { from, by: pipe, to: pipe, calls: 'from', sender, role, actions: READ[from.type], keyActions: ['kms:Decrypt'], ...streamOf(from) };
}

/** The stream of a table has an ARN of its own. */
function streamOf({ type, logicalId, textOf }: Resource): Pick<Edge, 'calledArn' | 'calledReference'> {
  const calledReference = { 'Fn::GetAtt': [logicalId, 'StreamArn'] };
  return TABLE.some((one) => one === type) ? { calledArn: textOf(calledReference), calledReference } : {};
}

/** Where a pipe says how it reads a stream. */
const PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Kinesis::Stream': 'KinesisStreamParameters',
  'AWS::DynamoDB::Table': 'DynamoDBStreamParameters',
  'AWS::DynamoDB::GlobalTable': 'DynamoDBStreamParameters',
};

function startsSomewhere({ properties: { SourceParameters } }: Resource, name: string): Verdict {
  return inEachBranch(SourceParameters, (all) => (isIntrinsic(all) ? 'unknown' : inEachBranch(objectOf(all)[name], (one) => (
    isIntrinsic(one) ? 'unknown' : isGiven(objectOf(one).StartingPosition)
  ))));
}

/** What pipes read. */
export const PIPE_SOURCES: Rule[] = [
  roleRule({ id: 'KEEL-PIPE-01', edge, source, edges }),
  keyRule({ id: 'KEEL-PIPE-02', edge, source: KEYS, edges }),
  {
    id: 'KEEL-PIPE-10',
    proves: 'Table to pipe: the table has a stream.',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html',
    judge: (model) => edges(model).filter(({ from }) => TABLE.some((type) => type === from.type)).map(({ from, to }) => ({
      from,
      to,
      delivers: hasStream(from),
      at: from,
      because: 'it has no stream',
      fix: 'Set its StreamSpecification.StreamViewType, for example to NEW_AND_OLD_IMAGES.',
    })),
  },
  {
    id: 'KEEL-PIPE-11',
    proves: 'Stream to pipe: the pipe says where it starts to read.',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipesourcekinesisstreamparameters.html',
    judge: (model) => edges(model).flatMap(({ from, by, to }) => (by === undefined || PARAMETERS[from.type] === undefined ? [] : [{
      from,
      to,
      delivers: startsSomewhere(by, PARAMETERS[from.type]),
      at: by,
      because: 'the pipe does not say where it starts to read the stream, which EventBridge refuses',
      fix: `Set SourceParameters.${PARAMETERS[from.type]}.StartingPosition, for example to LATEST.`,
    }])),
  },
];
