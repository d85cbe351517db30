/** A state, or a definition with its states, in the Amazon States Language. */
export interface Asl {
  readonly [field: string]: unknown;
}

/**
 * What may go wrong in a service for a moment, by the service that a task calls.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const TRANSIENT_ERRORS: Readonly<Record<string, readonly string[]>> = {
  'lambda': [
    'Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  'dynamodb': [
    'DynamoDB.InternalServerError', 'DynamoDB.ProvisionedThroughputExceededException', 'DynamoDB.RequestLimitExceeded', 'DynamoDB.ThrottlingException',
    'DynamoDB.SdkClientException',
  ],
  'aws-sdk:dynamodb': [
    'DynamoDb.InternalServerErrorException', 'DynamoDb.ProvisionedThroughputExceededException', 'DynamoDb.RequestLimitExceededException',
    'DynamoDb.ThrottlingException', 'DynamoDb.SdkClientException',
  ],
  'sqs': ['SQS.SdkClientException'],
  'sns': ['SNS.SdkClientException', 'SNS.ThrottledException'],
};

/** The definition, in which every task that has no `Retry` retries the transient errors of the service that it calls. */
export function withRetries(definition: Asl): Asl {
  return definition.States === undefined ? definition : { ...definition, States: mapValues(definition.States as Record<string, Asl>, retrying) };
}

function retrying(state: Asl): Asl {
  switch (state.Type) {
    case 'Task': return { ...state, Retry: state.Retry ?? retryOf(`${state.Resource}`) };
    case 'Parallel': return Array.isArray(state.Branches) ? { ...state, Branches: state.Branches.map(withRetries) } : state;
    case 'Map': return withRetriesInItems(state);
    default: return state;
  }
}

/** `Iterator` is what `ItemProcessor` was called before. */
function withRetriesInItems(state: Asl): Asl {
  const items = Object.entries(state).filter(([field]) => field === 'ItemProcessor' || field === 'Iterator');
  return { ...state, ...Object.fromEntries(items.map(([field, definition]) => [field, withRetries(definition as Asl)])) };
}

function retryOf(resource: string): object[] | undefined {
  const errors = TRANSIENT_ERRORS[serviceOf(resource)];
  return errors && [{ ErrorEquals: errors, IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 }];
}

/** Of `arn:aws:states:::sqs:sendMessage` it is `sqs`. What is no integration is a function, or an activity, which has no errors of its own. */
function serviceOf(resource: string): string {
  return /:states:::((?:aws-sdk:)?[\w-]+):/.exec(resource)?.[1] ?? (/:states:/.test(resource) ? 'activity' : 'lambda');
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, change: (value: Value) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
