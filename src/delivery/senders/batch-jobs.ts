import { Edge } from '../access/edge';
import { JOB_DEFINITION, JOB_QUEUE } from '../access/receivers';
import { literal, print, segments, Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { Json } from '../model/template';

const NAME = /^[\w-]+(:\d+)?$/;

/** What submits jobs, and where their queue and their definition are named. */
export interface BatchJob extends Pick<Edge, 'from' | 'role' | 'sender'> {
  readonly holder: Resource;
  readonly queue: Json;
  readonly definition: Json;
}

/** Submitting a job takes the right to its queue and the right to its definition, of which neither has a policy of its own. */
export function edgesToBatch(model: DeliveryModel, { holder, queue, definition, ...job }: BatchJob): Edge[] {
  return [
    edgeTo(model, job, holder, queue, JOB_QUEUE, arnOf(holder, queue, 'job-queue')),
    edgeTo(model, job, holder, definition, JOB_DEFINITION, withRevision(arnOf(holder, definition, 'job-definition'))),
  ];
}

function edgeTo(
  model: DeliveryModel, job: Pick<Edge, 'from' | 'role' | 'sender'>, holder: Resource, name: Json, types: readonly string[], calledArn: Text | undefined,
): Edge {
  const found = model.find(holder, name, ...types);
  if (calledArn === undefined) return { ...job, actions: [] };
  const calledReference = found ? referenceToArn(found) : { 'Fn::Sub': print(calledArn.map((piece) => (isRevision(piece) ? '*' : piece))) };
  return { ...job, to: found ?? job.from, actions: ['batch:SubmitJob'], calledArn, calledReference };
}

/** The ARN of what is named by it or by its name; undefined where the template does not hold it. */
function arnOf({ account, partition, region, textOf }: Resource, named: Json, kind: string): Text | undefined {
  const value = textOf(named);
  const [scheme] = segments(value) ?? [];
  if (scheme !== undefined && literal(scheme) === 'arn') return value;
  return NAME.test(literal(value) ?? '') ? text('arn:', partition, ':batch:', region, ':', account, `:${kind}/`, value) : undefined;
}

const REVISION = { name: 'revision of the job definition', kind: 'word' } as const;

function isRevision(piece: Text[number]): boolean {
  return piece === REVISION;
}

/**
 * What is called is a revision, the newest where none is named.
 * @see https://docs.aws.amazon.com/batch/latest/userguide/iam-example-restrict-job-submission.html#iam-example-job-definition-revisions
 */
function withRevision(arn: Text | undefined): Text | undefined {
  return arn && segments(arn)!.length === 6 ? text(arn, ':', REVISION) : arn;
}
