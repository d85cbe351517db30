import { ALB_LOGS_TO_S3 } from './cases/alb-logs-to-s3';
import { DeliveryCase, Resources } from './cases/delivery-case';
import { FIREHOSE_TO_LAMBDA } from './cases/firehose-to-lambda';
import { FIREHOSE_TO_S3 } from './cases/firehose-to-s3';
import { KINESIS_TO_FIREHOSE } from './cases/kinesis-to-firehose';
import { LOG_GROUP_KEYS } from './cases/log-group-keys';
import { SNS_TO_FIREHOSE } from './cases/sns-to-firehose';
import { either, NOTHING, ref } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';

const imported = 'arn:aws:iam::111122223333:role/Imported';

/** What does not deliver, or may not, after a change. */
function verdicts({ resources }: DeliveryCase, change: (resources: any) => void, region?: string): string[] {
  const changed: Resources = structuredClone(resources);
  change(changed);
  const template: any = { Conditions: { Condition: { 'Fn::Equals': ['1', ref('Parameter')] } }, Parameters: { Parameter: {} }, Resources: changed };
  return checkTemplates([{ id: 'Shop', region, template }]).filter(({ delivers }) => delivers !== 'yes')
    .map(({ delivers, rule }) => `${delivers}: ${rule.id}`);
}

const destinationOf = ({ Stream }: any) => Stream.Properties.ExtendedS3DestinationConfiguration;

describe('topics to delivery streams', () => {
  test.each([
    ['an imported role', imported, ['unknown: KEEL-SNS-FIREHOSE-01', 'unknown: KEEL-SNS-FIREHOSE-02']],
    ['no value', NOTHING, ['no: KEEL-SNS-FIREHOSE-03']],
  ])('%s', (_name, SubscriptionRoleArn, expected) => {
    expect(verdicts(SNS_TO_FIREHOSE, ({ Subscription }) => { Subscription.Properties.SubscriptionRoleArn = SubscriptionRoleArn; })).toEqual(expected);
  });
});

test('a subscription of which neither protocol nor endpoint is known is unknown', () => {
  const found = verdicts(SNS_TO_FIREHOSE, ({ Topic, Subscription }) => {
    Topic.Properties.FifoTopic = true;
    Subscription.Properties = { TopicArn: ref('Topic'), Protocol: ref('Parameter'), Endpoint: ref('Parameter') };
  });
  expect(found).toEqual(expect.arrayContaining(['unknown: KEEL-SNS-FIREHOSE-03', 'unknown: KEEL-SNS-FIREHOSE-04']));
  expect(found.filter((one) => one.startsWith('no:'))).toEqual([]);
});

describe('streams to delivery streams', () => {
  test('a stream that is not in the template is unknown', () => {
    const arn = 'arn:aws:kinesis:eu-central-1:111122223333:stream/elsewhere';
    expect(verdicts(KINESIS_TO_FIREHOSE, ({ Stream }) => { Stream.Properties.KinesisStreamSourceConfiguration.KinesisStreamARN = arn; }))
      .toEqual(['unknown: KEEL-KINESIS-FIREHOSE-01', 'unknown: KEEL-KINESIS-FIREHOSE-02']);
  });

  test.each([
    ['its account', ref('AWS::AccountId'), []],
    ['an account that may be another', '999999999999', ['unknown: KEEL-KINESIS-FIREHOSE-03']],
  ])('a role may ask for %s as the external id', (_name, account, expected) => {
    expect(verdicts(KINESIS_TO_FIREHOSE, ({ Role }) => {
      Role.Properties.AssumeRolePolicyDocument.Statement[0].Condition = { StringEquals: { 'sts:ExternalId': account } };
    })).toEqual(expected);
  });

  test('encryption that may be left out is unknown', () => {
    expect(verdicts(KINESIS_TO_FIREHOSE, ({ Stream }) => {
      Stream.Properties.DeliveryStreamEncryptionConfigurationInput = either({ KeyType: 'AWS_OWNED_CMK' }, NOTHING);
    })).toEqual(['unknown: KEEL-KINESIS-FIREHOSE-04']);
  });

  test('a source that is not used is none', () => {
    expect(verdicts(KINESIS_TO_FIREHOSE, ({ Role, Stream }) => {
      Stream.Properties.DeliveryStreamType = 'DirectPut';
      Role.Properties.Policies = [];
    })).toEqual([]);
  });
});

describe('delivery streams to buckets', () => {
  const objectsAt = ({ Role }: any, path: string) => {
    Role.Properties.Policies[0].PolicyDocument.Statement[1].Resource = { 'Fn::Sub': `\${Bucket.Arn}/${path}` };
  };

  test('the role has to be allowed objects under both prefixes', () => {
    expect(verdicts(FIREHOSE_TO_S3, (resources) => objectsAt(resources, 'data/*'))).toEqual(['no: KEEL-FIREHOSE-S3-01', 'no: KEEL-FIREHOSE-S3-02']);
  });

  test('below the prefix it is unknown which objects there will be', () => {
    expect(verdicts(FIREHOSE_TO_S3, (resources) => {
      objectsAt(resources, 'data/2026/*');
      destinationOf(resources).Prefix = 'data/';
      delete destinationOf(resources).ErrorOutputPrefix;
    })).toEqual(['unknown: KEEL-FIREHOSE-S3-01', 'unknown: KEEL-FIREHOSE-S3-02']);
  });

  test.each([
    ['Prefix', ['unknown: KEEL-FIREHOSE-S3-07']],
    ['ErrorOutputPrefix', ['unknown: KEEL-FIREHOSE-S3-06']],
  ])('a %s that is a parameter is unknown', (property, expected) => {
    expect(verdicts(FIREHOSE_TO_S3, (resources) => { destinationOf(resources)[property] = ref('Parameter'); })).toEqual(expected);
  });

  test('a key that is named is the one that counts', () => {
    expect(verdicts(FIREHOSE_TO_S3, (resources) => {
      destinationOf(resources).EncryptionConfiguration = { KMSEncryptionConfig: { AWSKMSKeyARN: ref('Parameter') } };
    })).toEqual(['unknown: KEEL-FIREHOSE-S3-03']);
  });

  test('the bucket may deny what the role is allowed', () => {
    expect(verdicts(FIREHOSE_TO_S3, (resources) => {
      const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' }];
      resources.Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: ref('Bucket'), PolicyDocument: { Statement } } };
    })).toEqual(['no: KEEL-FIREHOSE-S3-01']);
  });

  test('a backup counts only where it is enabled', () => {
    const withBackup = (mode?: string) => verdicts(FIREHOSE_TO_S3, (resources) => {
      resources.Backup = { Type: 'AWS::S3::Bucket' };
      const { RoleARN } = destinationOf(resources);
      const BucketARN = { 'Fn::GetAtt': ['Backup', 'Arn'] };
      Object.assign(destinationOf(resources), { S3BackupMode: mode, S3BackupConfiguration: { BucketARN, RoleARN } });
    });
    expect(withBackup()).toEqual([]);
    expect(withBackup('Enabled')).toEqual(['no: KEEL-FIREHOSE-S3-01', 'no: KEEL-FIREHOSE-S3-02']);
  });

  test('where other destinations keep what failed is a bucket too', () => {
    expect(verdicts(FIREHOSE_TO_S3, (resources) => {
      const { ExtendedS3DestinationConfiguration } = resources.Stream.Properties;
      resources.Stream.Properties = { HttpEndpointDestinationConfiguration: { S3Configuration: ExtendedS3DestinationConfiguration } };
      resources.Role.Properties.Policies = [];
    })).toEqual(['no: KEEL-FIREHOSE-S3-01', 'no: KEEL-FIREHOSE-S3-02', 'no: KEEL-FIREHOSE-S3-03']);
  });
});

describe('delivery streams to functions', () => {
  const processing = (resources: any) => destinationOf(resources).ProcessingConfiguration;

  test('a processor without a role of its own has that of the destination', () => {
    expect(verdicts(FIREHOSE_TO_LAMBDA, (resources) => { processing(resources).Processors[0].Parameters.pop(); }))
      .toEqual(['no: KEEL-FIREHOSE-LAMBDA-01']);
  });

  test('a processor that is not enabled calls nothing', () => {
    expect(verdicts(FIREHOSE_TO_LAMBDA, (resources) => {
      processing(resources).Enabled = false;
      resources.ProcessorRole.Properties.Policies = [];
    })).toEqual([]);
  });
});

describe('log groups', () => {
  const principal = ({ Key }: any, Service: unknown) => { Key.Properties.KeyPolicy.Statement[1].Principal.Service = Service; };

  test.each([
    ['that of the Region', 'logs.eu-central-1.amazonaws.com', []],
    ['that of another Region', 'logs.eu-west-1.amazonaws.com', ['no: KEEL-LOGS-KEY-01']],
    ['that of no Region, of which AWS does not say whether it is one', 'logs.amazonaws.com', ['unknown: KEEL-LOGS-KEY-01']],
    ['another service', 'sns.amazonaws.com', ['no: KEEL-LOGS-KEY-01']],
  ])('the principal is %s', (_name, service, expected) => {
    expect(verdicts(LOG_GROUP_KEYS, (resources) => principal(resources, service), 'eu-central-1')).toEqual(expected);
  });

  test('a key that is not in the template is unknown', () => {
    expect(verdicts(LOG_GROUP_KEYS, ({ Group }) => { Group.Properties.KmsKeyId = ref('Parameter'); })).toEqual(['unknown: KEEL-LOGS-KEY-01']);
  });

  test('the ARN of its streams is not the one in the context', () => {
    expect(verdicts(LOG_GROUP_KEYS, ({ Key }) => {
      Key.Properties.KeyPolicy.Statement[1].Condition.ArnEquals = { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::GetAtt': ['Group', 'Arn'] } };
    })).toEqual(['no: KEEL-LOGS-KEY-01']);
  });
});

describe('application load balancers', () => {
  const letIn = (account: string) => ({ BucketPolicy }: any) => {
    BucketPolicy.Properties.PolicyDocument.Statement[0].Principal = { AWS: `arn:aws:iam::${account}:root` };
  };

  test.each([
    ['the account of the Region', '054676820928', 'eu-central-1', []],
    ['the account of another Region', '156460612806', 'eu-central-1', ['no: KEEL-ALB-S3-01']],
    ['an account where the Region has none', '054676820928', 'eu-central-2', ['no: KEEL-ALB-S3-01']],
    ['an account where the Region is not known', '054676820928', undefined, ['unknown: KEEL-ALB-S3-01']],
  ])('the bucket lets in %s', (_name, account, region, expected) => {
    expect(verdicts(ALB_LOGS_TO_S3, letIn(account), region)).toEqual(expected);
  });

  test('logs that are not enabled go nowhere', () => {
    expect(verdicts(ALB_LOGS_TO_S3, (resources) => {
      resources.Balancer.Properties.LoadBalancerAttributes[0].Value = 'false';
      delete resources.BucketPolicy;
    })).toEqual([]);
  });

  test('encryption that is a parameter is unknown', () => {
    expect(verdicts(ALB_LOGS_TO_S3, ({ Bucket }) => { Bucket.Properties.BucketEncryption = ref('Parameter'); })).toEqual(['unknown: KEEL-ALB-S3-02']);
  });
});

const HOSTILE = [null, 0, '', [], {}, [null], { 'Fn::If': [] }, { 'Fn::If': ['Condition', null, [[]]] }, { Ref: 'Nothing' }];

test.each(HOSTILE)('%j in the place of anything', (value) => {
  for (const { resources } of [SNS_TO_FIREHOSE, KINESIS_TO_FIREHOSE, FIREHOSE_TO_S3, FIREHOSE_TO_LAMBDA, LOG_GROUP_KEYS, ALB_LOGS_TO_S3]) {
    for (const [id, { Properties = {} }] of Object.entries(resources)) {
      for (const [name, object] of Object.entries(Properties)) {
        const change = (changed: any) => { changed[id].Properties[name] = value; };
        expect(() => verdicts({ resources, broken: {} }, change)).not.toThrow();
        for (const inner of typeof object === 'object' ? Object.keys(object) : []) {
          expect(() => verdicts({ resources, broken: {} }, (changed) => { changed[id].Properties[name][inner] = value; })).not.toThrow();
        }
      }
    }
  }
});
