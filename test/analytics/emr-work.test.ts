import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ActionOnFailure } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { propertiesOf, sparkCluster, statementsOf } from './emr';
import {
  AlarmRouting, AlarmTopic, DeliveryChecks, EmrApplication, EmrCluster, EmrStep, EmrTermination, FailureTarget, StepFunctionsWorkflow,
} from '../../src';
import { keyStatements, policyOf, warnings } from '../statements';

const allows = (statements: any[], action: string) => statements.filter(({ Action }) => [Action].flat().includes(action));

const overridesOf = ({ securityConfiguration }: EmrCluster) => (
  propertiesOf(securityConfiguration).SecurityConfiguration.EncryptionConfiguration.AtRestEncryptionConfiguration.S3EncryptionConfiguration.Overrides
);

describe('roles', () => {
  test('nodes may do nothing but write logs and use the key', () => {
    const { stack, spark } = sparkCluster();
    expect(statementsOf(spark.instanceRole).map(({ Action }) => [Action].flat()[0])).toEqual(['kms:Decrypt', 's3:PutObject']);
    expect(allows(statementsOf(spark.instanceRole), 's3:PutObject')[0].Resource).toEqual({ 'Fn::Join': ['', [stack.resolve(spark.logBucket.bucketArn), '/logs/*']] });
  });

  test('EMR may pass this one role, to instances only', () => {
    const { stack, spark } = sparkCluster();
    expect(allows(statementsOf(spark.serviceRole), 'iam:PassRole')).toEqual([{
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: stack.resolve(spark.instanceRole.roleArn),
      Condition: { StringLike: { 'iam:PassedToService': 'ec2.amazonaws.com*' } },
    }]);
  });

  test('EMR may make grants on the key for AWS only', () => {
    const [grants] = allows(statementsOf(sparkCluster().spark.serviceRole), 'kms:CreateGrant');
    expect(grants.Condition).toEqual({ Bool: { 'kms:GrantIsForAWSResource': 'true' } });
  });

  test('EMR may start instances in the subnets of a VPC that exists, which have no tag', () => {
    const [start] = allows(statementsOf(sparkCluster().spark.serviceRole), 'ec2:RunInstances');
    expect(JSON.stringify(start.Resource)).toContain(':subnet/subnet-11111111');
    expect(start.Resource).toHaveLength(2);
  });

  test('EMR needs no such right in a VPC of the cluster, which has it', () => {
    const spark = new EmrCluster(new Stack(new App(), 'Shop'), 'Spark', { applications: [EmrApplication.SPARK] });
    expect(allows(statementsOf(spark.serviceRole), 'ec2:RunInstances')).toEqual([]);
  });

  test('profile and role have one name', () => {
    const { stack, spark } = sparkCluster();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::InstanceProfile', {
      InstanceProfileName: stack.resolve(spark.instanceRole.roleName), Roles: [stack.resolve(spark.instanceRole.roleName)],
    });
  });

  test('programs may use the named databases of the Glue catalog', () => {
    const { spark } = sparkCluster();
    spark.useGlueCatalog('shop', 'stock');
    const [tables] = allows(statementsOf(spark.instanceRole), 'glue:CreateTable');
    expect(JSON.stringify(tables.Resource)).toMatch(/database\/shop.*table\/shop\/\*.*database\/stock.*table\/stock\/\*/);
    expect(JSON.stringify(tables.Resource)).not.toContain('default');
  });

  test('the Glue catalog needs an application with tables, and a database', () => {
    expect(() => sparkCluster({ applications: [EmrApplication.FLINK] }).spark.useGlueCatalog('shop')).toThrow("'applications' must have one that has tables");
    expect(() => sparkCluster().spark.useGlueCatalog()).toThrow("'databases' must name at least one, but got 0");
  });
});

describe('buckets', () => {
  test('are read, with their key', () => {
    const { stack, spark } = sparkCluster();
    const encryptionKey = new kms.Key(stack, 'DataKey');
    spark.grantRead(new s3.Bucket(stack, 'Input', { encryptionKey }), 'input/*');
    const statements = statementsOf(spark.instanceRole);
    expect(JSON.stringify(allows(statements, 's3:GetObject')[0].Resource)).toContain('/input/*');
    expect(allows(statements, 's3:DeleteObject')).toEqual([]);
    expect(statements).toContainEqual({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: stack.resolve(encryptionKey.keyArn) });
    expect(overridesOf(spark)).toBeUndefined();
  });

  test('are written, under their own key', () => {
    const { stack, spark } = sparkCluster();
    const bucket = new s3.Bucket(stack, 'Output', { encryptionKey: new kms.Key(stack, 'DataKey') });
    spark.grantWrite(bucket);
    spark.grantWrite(bucket, 'again/*');
    const statements = statementsOf(spark.instanceRole);
    expect(allows(statements, 's3:DeleteObject').length).toBeGreaterThan(0);
    expect(allows(statements, 'kms:GenerateDataKey')).toHaveLength(2);
    expect(overridesOf(spark)).toEqual([
      { BucketName: stack.resolve(bucket.bucketName), EncryptionMode: 'SSE-KMS', AwsKmsKey: stack.resolve(bucket.encryptionKey!.keyArn) },
    ]);
  });

  test('can be granted to the cluster as to a role', () => {
    const { stack, spark } = sparkCluster();
    new s3.Bucket(stack, 'Input').grantRead(spark);
    expect(JSON.stringify(statementsOf(spark.instanceRole))).toContain('Input');
  });
});

describe('steps', () => {
  const scripts = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Scripts', 'scripts');

  test('run Spark in cluster mode, after one another', () => {
    const { stack, spark } = sparkCluster();
    const first = spark.addStep('Prepare', EmrStep.spark(scripts(stack), 'jobs/prepare.py', { args: ['--all'], submitArgs: ['--conf', 'a=b'] }));
    const second = spark.addStep('Report', EmrStep.command('hive-script', '--run'));
    expect(propertiesOf(first)).toEqual({
      Name: 'Prepare',
      JobFlowId: stack.resolve(spark.cluster.ref),
      ActionOnFailure: 'CONTINUE',
      HadoopJarStep: {
        Jar: 'command-runner.jar', Args: ['spark-submit', '--deploy-mode', 'cluster', '--conf', 'a=b', 's3://scripts/jobs/prepare.py', '--all'],
      },
    });
    const { DependsOn } = Template.fromStack(stack).toJSON().Resources[stack.resolve(second.logicalId)];
    expect(DependsOn).toEqual([stack.resolve(first.logicalId)]);
    expect(JSON.stringify(allows(statementsOf(spark.instanceRole), 's3:GetObject'))).toContain('scripts/jobs/prepare.py');
  });

  test('run JARs, at the same time', () => {
    const { stack, spark } = sparkCluster({ stepConcurrency: 2 });
    const jar = EmrStep.jar(scripts(stack), 'load.jar', { mainClass: 'com.example.Load', args: ['x'] });
    const [one, other] = ['One', 'Other'].map((id) => spark.addStep(id, jar));
    expect(propertiesOf(one).HadoopJarStep).toEqual({ Jar: 's3://scripts/load.jar', MainClass: 'com.example.Load', Args: ['x'] });
    expect(Template.fromStack(stack).toJSON().Resources[stack.resolve(other.logicalId)].DependsOn).toBeUndefined();
  });

  test.each([
    ['a step ends a cluster where others run', (spark: EmrCluster) => spark.addStep('Run', EmrStep.command('x'), { actionOnFailure: ActionOnFailure.TERMINATE_CLUSTER }),
      "'actionOnFailure' must be CONTINUE where steps run at the same time (stepConcurrency is 2), because EMR refuses all else, but got TERMINATE_CLUSTER"],
    ['a task cancels steps where others run', (spark: EmrCluster) => spark.stepTask('Run', EmrStep.command('x'), { actionOnFailure: ActionOnFailure.CANCEL_AND_WAIT }),
      "'actionOnFailure' must be CONTINUE where steps run at the same time (stepConcurrency is 2), because EMR refuses all else, but got CANCEL_AND_WAIT"],
    ['an id is taken', (spark: EmrCluster) => spark.addStep('Cluster', EmrStep.command('x')), "'id' must be free, and it is taken, but got Cluster"],
  ])('fail when %s', (_name, add, message) => {
    expect(() => add(sparkCluster({ stepConcurrency: 2 }).spark)).toThrow(message);
  });

  test('fail when the cluster has not their application', () => {
    const { stack, spark } = sparkCluster({ applications: [EmrApplication.HIVE] });
    expect(() => spark.addStep('Run', EmrStep.spark(scripts(stack), 'x.py'))).toThrow("'step' must be of an application of the cluster, which has Hive, but got Spark");
  });

  test('bootstrap actions are 16 at the most', () => {
    const { stack, spark } = sparkCluster();
    const bucket = scripts(stack);
    Array.from({ length: 16 }, (_, index) => spark.addBootstrapAction(`A${index}`, bucket, 'a.sh'));
    expect(() => spark.addBootstrapAction('More', bucket, 'a.sh')).toThrow("'name' must be one of at most 16, but got 16");
  });
});

describe('a workflow', () => {
  test('runs a step and waits, on this cluster only', () => {
    const { stack, spark } = sparkCluster({ termination: EmrTermination.never() });
    const { role } = new StepFunctionsWorkflow(stack, 'Nightly', { definition: sfn.DefinitionBody.fromChainable(spark.stepTask('Report', EmrStep.command('true'))) });
    const [run] = allows(statementsOf(role), 'elasticmapreduce:AddJobFlowSteps');
    expect(JSON.stringify(run.Resource)).toContain(JSON.stringify(stack.resolve(spark.cluster.ref)));
    expect(run.Action).toEqual(['elasticmapreduce:AddJobFlowSteps', 'elasticmapreduce:CancelSteps', 'elasticmapreduce:DescribeStep']);
    const findings = DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() });
    expect(findings.filter(({ ruleId }) => ruleId !== 'KEEL-ALARM-01')).toEqual([]);
    expect(warnings(stack).join()).not.toContain('endsBeforeTask');
  });

  test('is warned of a cluster that ends', () => {
    const { stack, spark } = sparkCluster();
    spark.stepTask('Report', EmrStep.command('true'));
    expect(warnings(stack)).toContainEqual(expect.stringContaining('cdk-keel:EmrCluster.endsBeforeTask'));
  });
});

describe('failures', () => {
  test('of steps and of the cluster are kept in an encrypted queue', () => {
    const { stack, spark } = sparkCluster();
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        'source': ['aws.emr'],
        'detail-type': ['EMR Step Status Change', 'EMR Cluster State Change'],
        'detail': { state: ['FAILED', 'TERMINATED_WITH_ERRORS'], clusterId: [stack.resolve(spark.cluster.ref)] },
      },
      Targets: [Match.objectLike({ Arn: stack.resolve(spark.failureQueue.queueArn) })],
    });
    expect(policyOf(stack, spark.failureQueue)).toContainEqual(expect.objectContaining({
      Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Condition: { ArnEquals: { 'aws:SourceArn': expect.anything() } },
    }));
    expect(keyStatements(stack)).toContainEqual(expect.objectContaining({ Principal: { Service: 'events.amazonaws.com' } }));
  });

  test('are told to others too, with what cannot be told in the same queue', () => {
    const { stack, spark } = sparkCluster();
    const { topic } = new AlarmTopic(stack, 'Pages');
    const queue = new sqs.Queue(stack, 'Told');
    const rule = spark.notifyFailures(FailureTarget.topic(topic));
    expect(spark.notifyFailures(FailureTarget.queue(queue))).toBe(rule);
    AlarmRouting.of(stack).notify(topic);
    const { Targets } = propertiesOf(rule);
    expect(Targets).toHaveLength(3);
    expect(Targets.slice(1).every(({ DeadLetterConfig }: any) => DeadLetterConfig.Arn)).toBe(true);
    expect(DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() })).toEqual([]);
  });

  test('cannot be told to FIFO topics', () => {
    const { stack, spark } = sparkCluster();
    expect(() => spark.notifyFailures(FailureTarget.topic(new sns.Topic(stack, 'Fifo', { fifo: true, contentBasedDeduplication: true })))).toThrow('must be standard');
  });
});
