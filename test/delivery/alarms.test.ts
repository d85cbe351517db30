import { either, NOTHING, ref, Resources, topic, verdicts } from './wiring';

const alarm = (Properties = {}) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
const composite = (AlarmRule: unknown) => ({ Composite: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule } } });
const toldOf = (Properties: object, more: Resources = {}) => verdicts({ Alarm: alarm(Properties), Topic: topic(), ...more })
  .filter((one) => one.includes('KEEL-ALARM-01')).map((one) => one.split(':')[0]);

describe('an alarm tells somebody', () => {
  test.each<[string, object, string[]]>([
    ['an action', { AlarmActions: [ref('Topic')] }, []],
    ['no action', {}, ['no']],
    ['an action that is switched off', { AlarmActions: [ref('Topic')], ActionsEnabled: 'false' }, ['no']],
    ['an action that may be switched off', { AlarmActions: [ref('Topic')], ActionsEnabled: ref('Enabled') }, ['unknown']],
    ['an action in one branch', { AlarmActions: [either(ref('Topic'), NOTHING)] }, ['unknown']],
    ['actions in one branch', { AlarmActions: either([ref('Topic')], NOTHING) }, ['unknown']],
    ['actions that are a parameter', { AlarmActions: ref('Actions') }, ['unknown']],
    ['nothing at all', { AlarmActions: NOTHING }, ['no']],
  ])('%s', (_name, properties, expected) => {
    expect(toldOf(properties)).toEqual(expected);
  });

  test.each<[string, object, unknown, string[]]>([
    ['its reference', {}, { 'Fn::Sub': 'ALARM("${Alarm}") OR OK(other)' }, []],
    ['its ARN', {}, { 'Fn::Join': ['', ['ALARM(', { 'Fn::GetAtt': ['Alarm', 'Arn'] }, ')']] }, []],
    ['its name', { AlarmName: 'late orders' }, 'OK(other) AND NOT ALARM( \'late orders\' )', []],
    ['a longer name', { AlarmName: 'late' }, 'ALARM("late orders")', ['no']],
    ['a parameter', {}, ref('Rule'), ['unknown']],
  ])('a composite alarm that names it by %s', (_name, properties, rule, expected) => {
    expect(toldOf(properties, composite(rule))).toEqual(expected);
  });
});

test('alarm actions in branches are edges', () => {
  const closed = { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [ref('Topic')], PolicyDocument: { Statement: [] } } };
  expect(verdicts({ Topic: topic(), Policy: closed, Alarm: alarm({ AlarmActions: either([ref('Topic')], []) }) })).toContain('no: KEEL-ALARM-SNS-01 Topic');
});
