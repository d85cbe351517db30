import { S3_LOGS_TO_S3 } from './cases/s3-logs-to-s3';
import { verdicts } from './changed-case';
import { either, NOTHING, ref } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';

const LOCK = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } };
const withOwnership = (ObjectOwnership: unknown) => ({ AccessControl: 'LogDeliveryWrite', OwnershipControls: { Rules: [{ ObjectOwnership }] } });

describe('the policy', () => {
  test.each<[string, (resources: any) => void, string[]]>([
    ['another prefix', ({ Bucket }) => { Bucket.Properties.LoggingConfiguration.LogFilePrefix = 'photos/'; }, ['no: KEEL-S3-S3-01']],
    ['a prefix that is not known', ({ Bucket }) => { Bucket.Properties.LoggingConfiguration.LogFilePrefix = ref('Parameter'); }, ['unknown: KEEL-S3-S3-01']],
    ['no bucket, which stands for its own', ({ Bucket }) => { delete Bucket.Properties.LoggingConfiguration.DestinationBucketName; }, ['no: KEEL-S3-S3-01']],
    ['logs that may be turned off', ({ Bucket }) => { Bucket.Properties.LoggingConfiguration = either(Bucket.Properties.LoggingConfiguration, NOTHING); }, []],
    ['no logs', ({ Bucket, LogsPolicy }) => { delete Bucket.Properties.LoggingConfiguration; LogsPolicy.Properties.PolicyDocument.Statement = []; }, []],
    ['a bucket that is not in the template', ({ Bucket }) => { Bucket.Properties.LoggingConfiguration.DestinationBucketName = 'elsewhere'; },
      ['unknown: KEEL-S3-S3-01', 'unknown: KEEL-S3-S3-02', 'unknown: KEEL-S3-S3-03']],
    ['plain text denied', ({ LogsPolicy }) => {
      LogsPolicy.Properties.PolicyDocument.Statement.push(
        { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      );
    }, []],
    ['everybody denied', ({ LogsPolicy }) => {
      LogsPolicy.Properties.PolicyDocument.Statement.push({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' });
    }, ['no: KEEL-S3-S3-01']],
    ['nonsense', ({ Bucket, Logs }) => {
      Bucket.Properties.LoggingConfiguration = [7];
      Logs.Properties.OwnershipControls = 'all';
      Logs.Properties.AccessControl = ['LogDeliveryWrite'];
    }, ['no: KEEL-S3-S3-01']],
  ])('%s', (_name, change, expected) => {
    expect(verdicts(S3_LOGS_TO_S3, change)).toEqual(expected);
  });
});

describe('the access control list', () => {
  test.each<[string, object, string[]]>([
    ['for logs, with objects of their writer', withOwnership('ObjectWriter'), []],
    ['for logs, with objects that are preferred to be of the owner', withOwnership('BucketOwnerPreferred'), []],
    ['turned off by its owner', withOwnership('BucketOwnerEnforced'), ['no: KEEL-S3-S3-01']],
    ['with an ownership that is not known', withOwnership(ref('Parameter')), ['unknown: KEEL-S3-S3-01']],
    ['of a bucket that may be older than ownership', { AccessControl: 'LogDeliveryWrite' }, ['unknown: KEEL-S3-S3-01']],
    ['that may be for logs', { ...withOwnership('ObjectWriter'), AccessControl: either('LogDeliveryWrite', 'Private') }, ['unknown: KEEL-S3-S3-01']],
    ['for others', { ...withOwnership('ObjectWriter'), AccessControl: 'Private' }, ['no: KEEL-S3-S3-01']],
  ])('%s', (_name, properties, expected) => {
    expect(verdicts(S3_LOGS_TO_S3, (resources) => {
      delete resources.LogsPolicy;
      Object.assign(resources.Logs.Properties, properties);
    })).toEqual(expected);
  });
});

describe('the bucket for the logs', () => {
  test.each<[string, unknown, string[]]>([
    ['locks objects for a time', LOCK, ['no: KEEL-S3-S3-03']],
    ['may lock them', either(LOCK, NOTHING), ['unknown: KEEL-S3-S3-03']],
    ['locks those only for which it is told to', { ObjectLockEnabled: 'Enabled' }, []],
  ])('%s', (_name, ObjectLockConfiguration, expected) => {
    expect(verdicts(S3_LOGS_TO_S3, ({ Logs }) => { Logs.Properties.ObjectLockConfiguration = ObjectLockConfiguration; })).toEqual(expected);
  });

  test('has to be in the Region of the other', () => {
    const { Logs, LogsPolicy, Key, Bucket } = structuredClone(S3_LOGS_TO_S3.resources) as any;
    Logs.Properties.BucketName = 'shop-logs';
    Bucket.Properties.LoggingConfiguration.DestinationBucketName = 'shop-logs';
    Bucket.Properties.BucketName = 'shop-orders';
    LogsPolicy.Properties.PolicyDocument.Statement[0].Condition.ArnEquals['aws:SourceArn'] = 'arn:aws:s3:::shop-orders';
    const found = (region: string) => checkTemplates([
      { id: 'Logs', account: '111122223333', region: 'eu-central-1', template: { Resources: { Logs, LogsPolicy, Key } } },
      { id: 'Shop', account: '111122223333', region, template: { Resources: { Bucket } } },
    ]).filter(({ delivers }) => delivers === 'no').map(({ rule, at }) => `${rule.id} ${at.logicalId}`);
    expect(found('eu-central-1')).toEqual([]);
    expect(found('eu-west-1')).toEqual([]);
  });
});
