import { att, role } from './cases/delivery-case';
import { arn, either, NOTHING, queue, ref, ResourceJson, Resources, topic, verdicts } from './wiring';

const machine = (Properties: object): ResourceJson => ({ Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: att('Role'), ...Properties } });
const started = (States: unknown, StartAt: unknown = 'A') => ({ StartAt, States });
const task = (Resource: unknown, Parameters?: unknown, more = {}) => ({ Type: 'Task', Resource, Parameters, End: true, ...more });
const sending = (Parameters: unknown, more = {}) => started({ A: task('arn:aws:states:::sqs:sendMessage', Parameters, more) });

/** What is said of a state machine whose role may do nothing. */
const found = (Properties: object, more: Resources = {}) => verdicts({
  Role: role('states.amazonaws.com'), Machine: machine(Properties), Queue: queue(), Topic: topic(), ...more,
} as Resources);
const foundIn = (Definition: unknown, more: Resources = {}) => found({ Definition }, more);

describe('a definition is read', () => {
  const text = (url: string) => JSON.stringify(sending({ QueueUrl: url }));
  const [before, after] = text('|').split('|');

  test.each<[string, object]>([
    ['in a text with references', { DefinitionString: { 'Fn::Sub': text('${Queue}') } }],
    ['in pieces', { DefinitionString: { 'Fn::Join': ['', [before, ref('Queue'), after]] } }],
    ['with substitutions', { DefinitionString: text('${QueueUrl}'), DefinitionSubstitutions: { QueueUrl: ref('Queue') } }],
    ['as an object', { Definition: sending({ QueueUrl: ref('Queue') }) }],
    ['as an object with substitutions', { Definition: sending({ QueueUrl: '${QueueUrl}' }), DefinitionSubstitutions: { QueueUrl: ref('Queue') } }],
    ['in both branches', { Definition: either(sending({ QueueUrl: ref('Queue') }), started({ A: { Type: 'Succeed' } })) }],
    ['with a number that is a parameter', { DefinitionString: { 'Fn::Sub': text('${Queue}').replace('"End"', '"TimeoutSeconds":${Timeout},"End"') } }],
    ['in a branch of a state', {
      Definition: started({ A: { Type: 'Parallel', End: true, Branches: [sending({ QueueUrl: ref('Queue') })] } }),
    }],
    ['in an iteration', { Definition: started({ A: { Type: 'Map', End: true, Iterator: sending({ QueueUrl: ref('Queue') }) } }) }],
  ])('%s', (_name, properties) => {
    expect(found(properties)).toEqual(['no: KEEL-SFN-TASK-01 Role']);
  });

  test.each<[string, object]>([
    ['in a bucket', { DefinitionS3Location: { Bucket: 'definitions', Key: 'orders.json' } }],
    ['in a parameter', { DefinitionString: ref('Definition') }],
    ['in pieces that are parameters', { DefinitionString: { 'Fn::Sub': '{"StartAt":"A",${States}}' } }],
    ['with states that are a parameter', { DefinitionString: { 'Fn::Sub': '{"StartAt":"A","States":${States}}' } }],
  ])('but not %s', (_name, properties) => {
    expect(found(properties)).toEqual(['unknown: KEEL-SFN-DEF-01 Machine']);
  });

  test.each<[string, unknown]>([['YAML', 'StartAt: A'], ['a list', '[]'], ['nothing', 'null'], ['empty', '']])('and refused as %s', (_name, DefinitionString) => {
    expect(found({ DefinitionString })).toEqual(['no: KEEL-SFN-DEF-01 Machine']);
  });
});

describe('states', () => {
  const pass = { Type: 'Pass', End: true };

  test.each<[string, unknown, string[]]>([
    ['no start', started({ A: pass }, NOTHING), ['no: KEEL-SFN-DEF-02 Machine']],
    ['a start that is a parameter', started({ A: pass }, ref('Start')), ['unknown: KEEL-SFN-DEF-02 Machine']],
    ['no states', started({}), ['no: KEEL-SFN-DEF-02 Machine']],
    ['a transition out of a branch', started({
      A: { Type: 'Parallel', Branches: [started({ B: { Type: 'Pass', Next: 'C' } }, 'B')], Next: 'C' }, C: pass,
    }), ['no: KEEL-SFN-DEF-02 Machine']],
    ['a choice without a default', started({ A: { Type: 'Choice', Choices: [{ Next: 'B' }] }, B: { Type: 'Fail' } }), []],
    ['a choice that goes nowhere', started({ A: { Type: 'Choice', Choices: [{ Next: 'B' }], Default: 'C' }, C: pass }), ['no: KEEL-SFN-DEF-02 Machine']],
    ['a catch that goes nowhere', started({ A: { ...pass, Catch: [{ Next: 'B' }] } }), ['no: KEEL-SFN-DEF-02 Machine']],
    ['a state that nothing leads to', started({ A: pass, B: pass }), ['no: KEEL-SFN-DEF-05 Machine']],
    ['a state of a branch that nothing leads to', started({ A: { Type: 'Parallel', Branches: [started({ A: pass, B: pass })], End: true } }), [
      'no: KEEL-SFN-DEF-05 Machine',
    ]],
    ['a state that a catch leads to', started({ A: { ...pass, Catch: [{ Next: 'B' }] }, B: pass }), []],
    ['a state that a parameter may lead to', started({ A: { Type: 'Pass', Next: ref('Next') }, B: pass }), ['unknown: KEEL-SFN-DEF-02 Machine']],
    ['no state that ends', started({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Choice', Default: 'A' } }), ['no: KEEL-SFN-DEF-06 Machine']],
    ['no end', started({ A: { Type: 'Wait', Seconds: 1 } }), ['no: KEEL-SFN-DEF-03 Machine']],
    ['an end that is a parameter', started({ A: { Type: 'Pass', End: ref('End') } }), ['unknown: KEEL-SFN-DEF-03 Machine']],
    ['no type', started({ A: { End: true } }), ['no: KEEL-SFN-DEF-04 Machine']],
    ['a type that is a parameter', started({ A: { Type: ref('Type'), End: true } }), ['unknown: KEEL-SFN-DEF-04 Machine']],
  ])('%s', (_name, definition, expected) => {
    expect(foundIn(definition)).toEqual(expected);
  });

  test('a state that is a parameter', () => {
    expect(found({ DefinitionString: { 'Fn::Sub': '{"StartAt":"A","States":{"A":${State}}}' } }))
      .toEqual(['unknown: KEEL-SFN-DEF-03 Machine', 'unknown: KEEL-SFN-DEF-04 Machine']);
    expect(found({ DefinitionString: { 'Fn::Sub': '{"StartAt":"A","States":{"A":${State},"B":{"Type":"Succeed"}}}' } }))
      .toEqual(['unknown: KEEL-SFN-DEF-03 Machine', 'unknown: KEEL-SFN-DEF-04 Machine']);
  });
});

describe('a task', () => {
  const [NO, UNKNOWN] = [['no: KEEL-SFN-TASK-01 Role'], ['unknown: KEEL-SFN-TASK-01 Machine', 'unknown: KEEL-SFN-TASK-02 Machine']];
  const code = { Fn: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'late' } } };
  const items = { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } };

  test.each<[string, unknown, Resources, string[]]>([
    ['to a queue in its input', sending({ 'QueueUrl.$': '$.queue' }), {}, UNKNOWN],
    ['to a queue that is computed', sending(undefined, { Arguments: { QueueUrl: '{% $queue %}' } }), {}, UNKNOWN],
    ['with all arguments computed', sending(undefined, { Arguments: '{% $arguments %}' }), {}, UNKNOWN],
    ['with arguments', sending(undefined, { Arguments: { QueueUrl: ref('Queue') } }), {}, NO],
    ['to a queue that is imported', sending({ QueueUrl: ref('QueueUrl') }), {}, UNKNOWN],
    ['with credentials', sending({ QueueUrl: ref('Queue') }, { Credentials: { RoleArn: arn('Role') } }), {}, ['unknown: KEEL-SFN-TASK-01 Machine']],
    ['by the SDK', started({ A: task('arn:aws:states:::aws-sdk:sns:publish', { TopicArn: ref('Topic') }) }), {}, NO],
    ['to a target of a topic', started({ A: task('arn:aws:states:::sns:publish', { TargetArn: ref('Topic') }) }), {}, NO],
    ['to a telephone', started({ A: task('arn:aws:states:::sns:publish', { 'PhoneNumber.$': '$.number' }) }), {}, []],
    ['to a function by its ARN', started({ A: task(arn('Fn')) }), code, NO],
    ['to a function by its name', started({ A: task('arn:aws:states:::lambda:invoke', { FunctionName: 'late' }) }), code, NO],
    ['to a table', started({ A: task('arn:aws:states:::dynamodb:updateItem', { TableName: ref('Table') }) }), items, NO],
    ['that is a parameter', started({ A: task(ref('Resource')) }), {}, ['unknown: KEEL-SFN-TASK-01 Machine']],
    ['to an activity', started({ A: task('arn:aws:states:eu-west-1:111111111111:activity:pack') }), {}, []],
    ['to another service', started({ A: task('arn:aws:states:::bedrock:invokeModel', { ModelId: 'model' }) }), {}, []],
    ['that waits for an ECS task', started({ A: task('arn:aws:states:::ecs:runTask.sync', {}) }), {}, ['no: KEEL-SFN-SYNC-01 Role']],
    ['that waits for a Glue job', started({ A: task('arn:aws:states:::glue:startJobRun.sync', {}) }), {}, []],
  ])('%s', (_name, definition, more, expected) => {
    expect(foundIn(definition, more)).toEqual(expected);
  });

  test('a call of a version needs the right to call that version', () => {
    const definition = started({ A: task('arn:aws:states:::lambda:invoke', { FunctionName: 'late', Qualifier: '7' }) });
    const with7 = (Resource: unknown) => foundIn(definition, {
      ...code, Role: role('states.amazonaws.com', { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }),
    } as Resources);
    expect(with7(arn('Fn'))).toEqual(NO);
    expect(with7({ 'Fn::Sub': '${Fn.Arn}:7' })).toEqual([]);
  });
});

test('a role that trusts Step Functions in its Region is assumed', () => {
  const definition = started({ A: { Type: 'Succeed' } });
  expect(foundIn(definition, { Role: role({ 'Fn::Sub': 'states.${AWS::Region}.amazonaws.com' } as never) } as Resources)).toEqual([]);
});

describe('logs', () => {
  const logging = (Level: unknown, Resource?: unknown) => found(
    { Definition: started({ A: { Type: 'Succeed' } }), LoggingConfiguration: { Level, Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: ref('Logs') } }] } },
    (Resource === undefined ? {} : { Role: role('states.amazonaws.com', { Effect: 'Allow', Action: 'logs:*', Resource }) }) as Resources,
  );

  test.each<[string, unknown, unknown, string[]]>([
    ['off', 'OFF', undefined, []],
    ['at a level that is a parameter', ref('Level'), undefined, []],
    ['without rights', 'ALL', undefined, ['no: KEEL-SFN-LOGS-01 Role']],
    ['with rights on everything', 'ALL', '*', []],
    ['with rights on a log group', 'ALL', 'arn:aws:logs:*:*:log-group:states', ['unknown: KEEL-SFN-LOGS-01 Role']],
  ])('%s', (_name, level, resource, expected) => {
    expect(logging(level, resource)).toEqual(expected);
  });
});

describe('API Gateway', () => {
  const URI = 'arn:aws:apigateway:eu-west-1:';
  const method = (Integration: object): Resources => ({
    Role: role('apigateway.amazonaws.com'),
    Queue: queue({ QueueName: 'late' }),
    Method: { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS', Credentials: arn('Role'), ...Integration } } },
  } as Resources);
  const [NO, UNKNOWN] = [['no: KEEL-API-SQS-01 Role'], ['unknown: KEEL-API-SQS-01 Method', 'unknown: KEEL-API-SQS-02 Method']];
  const path = { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/late' };
  const template = (one: unknown) => ({ RequestTemplates: { 'application/json': one } });

  test.each<[string, object, string[]]>([
    ['to a queue by its path', { Uri: path, ...template('Action=SendMessage&MessageBody=$input.body') }, NO],
    ['with the action in the query', { Uri: path, RequestParameters: { 'integration.request.querystring.Action': '\'SendMessage\'' } }, NO],
    ['with an action that is not known', { Uri: path, ...template(ref('Template')) }, UNKNOWN],
    ['that receives', { Uri: path, ...template('Action=ReceiveMessage') }, []],
    ['to an action', { Uri: `${URI}sqs:action/SendMessage`, ...template({ 'Fn::Sub': 'Action=SendMessage&QueueUrl=${Queue}&MessageBody=late' }) }, NO],
    ['to an action on a queue that is computed', { Uri: `${URI}sqs:action/SendMessage`, ...template('QueueUrl=$util.urlEncode("late")') }, UNKNOWN],
    ['to another service', { Uri: `${URI}dynamodb:action/PutItem` }, []],
    ['to a parameter', { Uri: ref('Uri') }, ['unknown: KEEL-API-LAMBDA-01 Method']],
    ['as the caller', { Uri: path, Credentials: 'arn:aws:iam::*:user/*', ...template('Action=SendMessage') },
      ['unknown: KEEL-API-SQS-01 Method', 'unknown: KEEL-API-SQS-03 Method']],
  ])('%s', (_name, integration, expected) => {
    expect(verdicts(method(integration))).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['the extended id', '{"id":"$context.extendedRequestId"}', []],
    ['another id', '$context.integration.requestId $context.requestIdentity', ['no: KEEL-API-LOGS-01 Stage']],
    ['a parameter', { 'Fn::Sub': '$context.status ${Format}' }, ['unknown: KEEL-API-LOGS-01 Stage']],
    ['a parameter beside the id', { 'Fn::Sub': '$context.requestId ${Format}' }, []],
  ])('access logs with %s', (_name, Format, expected) => {
    expect(verdicts({ Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { AccessLogSetting: { Format } } } })).toEqual(expected);
  });
});

test.each<[string, object]>([
  ['a number', { DefinitionString: 5 }],
  ['a list', { Definition: [] }],
  ['numbers in all places', { Definition: { StartAt: 1, States: { A: 2, B: { Type: 3, Next: 4, Choices: 5, Catch: 6, Branches: 7, ItemProcessor: 8 } } } }],
  ['nothing in all places', { Definition: { StartAt: null, States: { A: null, B: { Type: null, Next: null, Choices: [null], Branches: [null] } } } }],
  ['names of JavaScript', { DefinitionString: '{"StartAt":"__proto__","States":{"__proto__":{"Type":"constructor"}}}', DefinitionSubstitutions: 5 }],
])('a definition with %s harms nobody', (_name, properties) => {
  expect(() => found(properties)).not.toThrow();
});
