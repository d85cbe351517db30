import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { startingPositionRule } from './starting-position';
import { Edge, unknownReceiver } from '../access/edge';
import { TABLE } from '../access/receivers';
import { certain, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { isIntrinsic, objectOf } from '../model/template';
import { edgesFrom, EventSource } from '../senders/event-sources';

const edge = 'DynamoDB stream to function';
const edges = perModel((model) => (
  edgesFrom(model, TABLE, ['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords']).map(onStream)
));

/** Lambda reads the stream of the table, which has an ARN of its own. */
function onStream(one: Edge & EventSource): Edge & EventSource {
  if (one.calls === undefined) return one;
  const calledReference = { 'Fn::GetAtt': [one.from.logicalId, 'StreamArn'] };
  return { ...one, calledArn: one.from.textOf(calledReference), calledReference };
}

/** Has the table a stream? */
export function hasStream({ properties: { StreamSpecification } }: Resource): Verdict {
  return isIntrinsic(StreamSpecification) ? 'unknown' : certain(objectOf(StreamSpecification).StreamViewType !== undefined);
}

/** The streams of DynamoDB tables to functions. */
export const DYNAMODB_TO_LAMBDA: Rule[] = [
  roleRule({
    id: 'KEEL-DYNAMODB-LAMBDA-01', edge, source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html', edges,
  }),
  keyRule({ id: 'KEEL-DYNAMODB-LAMBDA-02', edge, source: 'https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html', edges }),
  trustRule({ id: 'KEEL-DYNAMODB-LAMBDA-03', edge, source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html', edges }),
  {
    id: 'KEEL-DYNAMODB-LAMBDA-04',
    proves: `${edge}: the table has a stream.`,
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
    judge: (model) => edges(model).map(({ from, to, calls }) => (calls === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: hasStream(from),
      at: from,
      because: 'it has no stream',
      fix: 'Set its StreamSpecification.StreamViewType, for example to NEW_AND_OLD_IMAGES.',
    })),
  },
  startingPositionRule({ id: 'KEEL-DYNAMODB-LAMBDA-05', edge, edges }),
];
