import { SEND_ACTIONS } from '../access/actions';
import { AssumedRole, Edge } from '../access/edge';
import { elsewhere, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { Json } from '../model/template';

/** Who sends what became of its events with the role of a function. */
export interface FunctionSender {
  readonly from: Resource;
  /** The resource that names the destination. */
  readonly by: Resource;
  readonly role: AssumedRole;
}

/** What Lambda sends to the destination of some types that an expression names. */
export function edgesToDestination(model: DeliveryModel, { from, by, role }: FunctionSender, destination: Json, types: readonly string[]): Edge[] {
  return receivers(model, by, destination, types).map((to) => {
    const outside = to ? undefined : elsewhere(by, destination, types);
    const type = to?.type ?? outside?.type;
    return {
      from,
      by,
      to,
      elsewhere: outside,
      sender: { services: [text('lambda.amazonaws.com')], sourceAccount: by.account },
      role,
      actions: type === undefined ? [] : [SEND_ACTIONS[type]],
      ...(isBucket(to) ? objectsIn(to) : {}),
    };
  });
}

/** What Lambda asks of the buckets among them besides. */
export function listingsOf(edges: readonly Edge[]): Edge[] {
  return edges.filter(({ to }) => isBucket(to)).map((edge) => ({ ...edge, actions: ['s3:ListBucket'], calledArn: undefined, calledReference: undefined }));
}

function isBucket(to: Resource | undefined): to is Resource {
  return to?.type === 'AWS::S3::Bucket';
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
function objectsIn(bucket: Resource): Pick<Edge, 'calledArn' | 'calledReference' | 'keyActions'> {
  return {
    calledArn: text(bucket.arn!, '/aws/lambda/', { name: `${bucket.stackId}.${bucket.logicalId}.object`, kind: 'any' }),
    calledReference: { 'Fn::Join': ['', [referenceToArn(bucket), '/*']] },
    keyActions: ['kms:GenerateDataKey'],
  };
}
