import { CASES } from '../../../test/delivery/cases';
import { Resources, revoke } from '../../../test/delivery/cases/delivery-case';
import { broken, Comparison } from '../comparison';
import { inQueue } from '../look';
import { ARRIVALS, behindTopic, queueBehindBus, reporting, withKeySchema } from '../observe';
import { invoke, putItems, putRecords, sendMessages } from '../send';

/** Everything put after the mapping was made, also what came before its first poll. */
function fromTheStart(resources: Resources): Resources {
  const changed = structuredClone(resources);
  changed.EventSource.Properties!.StartingPosition = 'TRIM_HORIZON';
  return changed;
}

/** A queue behind the bus to which a function's success goes. */
function succeeding(resources: Resources): Resources {
  const changed = { ...structuredClone(resources), ...queueBehindBus('lambda') };
  changed.Bus.Properties!.Name = { 'Fn::Sub': '${AWS::StackName}-orders' };
  return changed;
}

/** A function that fails each time; the emulator tries it three times within 3 s. */
function failing(resources: Resources): Resources {
  const changed = structuredClone(resources);
  changed.Function.Properties!.Code = { ZipFile: 'exports.handler = async () => { throw new Error("broken"); };' };
  return changed;
}

export const FUNCTIONS: Comparison[] = [
  {
    edge: 'sqs-to-lambda',
    resources: reporting(CASES['sqs-to-lambda'].resources),
    send: sendMessages,
    look: inQueue(ARRIVALS),
    changes: [
      { what: 'role may not receive', rule: 'KEEL-SQS-LAMBDA-01', by: ({ Role }) => revoke(Role, 'sqs:ReceiveMessage') },
      broken('sqs-to-lambda', 'KEEL-SQS-LAMBDA-02', 'no use of the key for the role'),
      broken('sqs-to-lambda', 'KEEL-SQS-LAMBDA-04', 'visibility shorter than the function may run'),
    ],
  },
  {
    edge: 'dynamodb-to-lambda',
    refusal: 'StreamArn does not exist',
    resources: fromTheStart(withKeySchema(reporting(CASES['dynamodb-to-lambda'].resources))),
    send: putItems,
    look: inQueue(ARRIVALS),
    changes: [
      broken('dynamodb-to-lambda', 'KEEL-DYNAMODB-LAMBDA-01', 'role may not read the stream'),
      broken('dynamodb-to-lambda', 'KEEL-DYNAMODB-LAMBDA-04', 'table without stream'),
    ],
  },
  {
    edge: 'kinesis-to-lambda (by a consumer)',
    refusal: 'Unrecognized resource types: [AWS::Kinesis::StreamConsumer]',
    resources: fromTheStart(reporting(CASES['kinesis-to-lambda'].resources)),
    send: putRecords('Stream'),
    look: inQueue(ARRIVALS),
    missing: 'it has no AWS::Kinesis::StreamConsumer',
    changes: [broken('kinesis-to-lambda', 'KEEL-KINESIS-LAMBDA-01', 'role may not subscribe')],
  },
  {
    edge: 'kinesis-to-lambda',
    resources: fromTheStart(reporting(CASES['event-source-failures'].resources)),
    send: putRecords('Stream'),
    look: inQueue(ARRIVALS),
    changes: [{ what: 'role may not read the stream', rule: 'KEEL-KINESIS-LAMBDA-01', by: ({ Role }) => revoke(Role, 'kinesis:GetRecords') }],
  },
  {
    edge: 'lambda-destinations (of a failure)',
    resources: failing(CASES['lambda-destinations'].resources),
    send: invoke,
    look: inQueue('Queue'),
    changes: [
      { what: 'role may not send to the destination', rule: 'KEEL-LAMBDA-DEST-01', by: ({ Role }) => revoke(Role, 'sqs:SendMessage') },
      broken('lambda-destinations', 'KEEL-LAMBDA-DEST-03', 'FIFO queue'),
    ],
  },
  {
    edge: 'lambda-destinations (of a success)',
    resources: succeeding(CASES['lambda-destinations'].resources),
    send: invoke,
    look: inQueue(ARRIVALS),
    missing: 'it sends nothing to the destination of a success',
    changes: [broken('lambda-destinations', 'KEEL-LAMBDA-DEST-01', 'role may not put events')],
  },
  {
    edge: 'lambda-dead-letters',
    resources: failing(behindTopic(CASES['lambda-dead-letters'].resources)),
    send: invoke,
    look: inQueue(ARRIVALS),
    missing: 'its CloudFormation leaves the DeadLetterConfig of a function out',
    seconds: 10,
    changes: [
      broken('lambda-dead-letters', 'KEEL-LAMBDA-DLQ-01', 'role may not publish'),
      broken('lambda-dead-letters', 'KEEL-LAMBDA-DLQ-02', 'no use of the key for the role'),
    ],
  },
];
