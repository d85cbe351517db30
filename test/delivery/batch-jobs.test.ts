import { EVENTS_TO_BATCH } from './cases/events-to-batch';
import { SFN_TO_BATCH } from './cases/sfn-to-batch';
import { verdicts } from './changed-case';
import { ref } from './wiring';

const QUEUE = 'arn:aws:batch:eu-central-1:111122223333:job-queue/reports';
const DEFINITION = 'arn:aws:batch:eu-central-1:111122223333:job-definition/report';
const OWN = 'arn:${AWS::Partition}:batch:${AWS::Region}:${AWS::AccountId}';
const statementOf = ({ Role }: any) => Role.Properties.Policies[0].PolicyDocument.Statement[0];
const taskOf = ({ Machine }: any) => Machine.Properties.Definition.States.Submit;

describe('a task that submits a job', () => {
  test.each<[string, object, unknown, string[]]>([
    ['of ARNs', { JobQueue: QUEUE, JobDefinition: `${DEFINITION}:3` }, [QUEUE, `${DEFINITION}:3`], []],
    ['of the newest revision', { JobQueue: QUEUE, JobDefinition: DEFINITION }, [QUEUE, `${DEFINITION}:*`], []],
    ['of a revision, with a right to none', { JobQueue: QUEUE, JobDefinition: DEFINITION }, [QUEUE, DEFINITION], ['no: KEEL-SFN-BATCH-01']],
    ['of names', { JobQueue: 'reports', JobDefinition: 'report:3' }, [
      { 'Fn::Sub': 'arn:aws:batch:*:${AWS::AccountId}:job-queue/reports' }, { 'Fn::Sub': 'arn:aws:batch:*:${AWS::AccountId}:job-definition/report:*' },
    ], ['unknown: KEEL-SFN-BATCH-01', 'unknown: KEEL-SFN-BATCH-01']],
    ['of names, with a right to others', { JobQueue: 'reports', JobDefinition: 'report' }, [
      { 'Fn::Sub': `${OWN}:job-queue/reports` }, { 'Fn::Sub': `${OWN}:job-definition/other:*` },
    ], ['no: KEEL-SFN-BATCH-01']],
    ['of what it is given', { 'JobQueue.$': '$.queue', 'JobDefinition.$': '$.definition' }, '*', ['unknown: KEEL-SFN-BATCH-01', 'unknown: KEEL-SFN-BATCH-01']],
    ['of what it computes', { JobQueue: '{% $queue %}', JobDefinition: ref('Parameter') }, '*', ['unknown: KEEL-SFN-BATCH-01', 'unknown: KEEL-SFN-BATCH-01']],
  ])('%s', (_name, args, Resource, expected) => {
    expect(verdicts(SFN_TO_BATCH, (resources) => {
      taskOf(resources).Parameters = { JobName: 'report', ...args };
      statementOf(resources).Resource = Resource;
    })).toEqual(expected);
  });

  test('with arguments that it computes', () => {
    expect(verdicts(SFN_TO_BATCH, (resources) => {
      delete taskOf(resources).Parameters;
      taskOf(resources).Arguments = '{% $states.input %}';
    })).toEqual(['unknown: KEEL-SFN-BATCH-01', 'unknown: KEEL-SFN-BATCH-01', 'unknown: KEEL-SFN-BATCH-02']);
  });
});

test('a rule for a job needs a role', () => {
  expect(verdicts(EVENTS_TO_BATCH, ({ Rule }) => { delete Rule.Properties.Targets[0].RoleArn; })).toEqual(['no: KEEL-EVENTS-ROLE-02']);
});

test('a rule for a job may have a role of AWS', () => {
  expect(verdicts(EVENTS_TO_BATCH, ({ Role }) => {
    delete Role.Properties.Policies;
    Role.Properties.ManagedPolicyArns = ['arn:aws:iam::aws:policy/service-role/AWSBatchServiceEventTargetRole'];
  })).toEqual([]);
});
