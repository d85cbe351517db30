import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';

/**
 * EMR, acting for clusters of this account and Region.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html
 */
export function emrPrincipal(scope: IConstruct): iam.IPrincipal {
  return new iam.ServicePrincipal('elasticmapreduce.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': Stack.of(scope).formatArn({ service: 'elasticmapreduce', resource: '*' }) },
    },
  });
}

/**
 * EMR may give instances this role. The managed policy names EMR_EC2_DefaultRole only.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEMRServicePolicy_v2.html
 */
export function mayPassToInstances(role: iam.IRole): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [role.roleArn],
    conditions: { StringLike: { 'iam:PassedToService': 'ec2.amazonaws.com*' } },
  });
}

/**
 * EMR may start instances in these subnets, which need no tag then. What it starts there must have the tag all the same.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEMRServicePolicy_v2.html
 */
export function mayStartInstancesIn(scope: IConstruct, subnets: ec2.ISubnet[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion', 'ec2:CreateNetworkInterface', 'ec2:RunInstances'],
    resources: subnets.map(({ subnetId }) => Stack.of(scope).formatArn({ service: 'ec2', resource: 'subnet', resourceName: subnetId })),
  });
}

/**
 * EMR may make volumes that are encrypted with the key, and look at the key with which logs are encrypted.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-encryption-enable.html#emr-awskms-ebs-encryption
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html
 */
export function mayEncryptVolumes(key: kms.IKey): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: KEY_USER.filter((action) => action !== 'kms:GenerateDataKey'), resources: [key.keyArn] }),
    new iam.PolicyStatement({
      actions: ['kms:CreateGrant', 'kms:ListGrants'],
      resources: [key.keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}

const KEY_USER = [
  'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo',
];

/**
 * Instances may encrypt local disks, logs and objects with the key: EMR wants them to be users of it.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-encryption-enable.html#emr-awskms-keys
 */
export function mayUseClusterKey(key: kms.IKey): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: KEY_USER, resources: [key.keyArn] });
}

/**
 * Instances may write logs below the prefix.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html#emr-ec2-role-s3-logs
 */
export function mayWriteLogs(bucket: s3.IBucket, prefix: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${prefix}*`)] });
}

/**
 * Programs may use these databases of the Glue catalog of this account and Region, and look for the database `default`, as Spark and Hive do when they start.
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-spark-glue.html
 */
export function mayUseCatalog(scope: IConstruct, databases: string[]): iam.PolicyStatement[] {
  const arn = (resource: string, resourceName?: string) => Stack.of(scope).formatArn({ service: 'glue', resource, resourceName });
  return [
    new iam.PolicyStatement({
      actions: ['glue:GetDatabase', 'glue:GetUserDefinedFunctions'],
      resources: [arn('catalog'), arn('database', 'default'), arn('database', 'global_temp'), arn('userDefinedFunction', 'default/*')],
    }),
    new iam.PolicyStatement({
      actions: CATALOG_ACTIONS,
      resources: [
        arn('catalog'),
        ...databases.flatMap((name) => [arn('database', name), arn('table', `${name}/*`), arn('userDefinedFunction', `${name}/*`)]),
      ],
    }),
  ];
}

const CATALOG_ACTIONS = [
  'glue:BatchCreatePartition', 'glue:BatchDeletePartition', 'glue:BatchGetPartition', 'glue:BatchUpdatePartition', 'glue:CreatePartition',
  'glue:CreateTable', 'glue:DeletePartition', 'glue:DeleteTable', 'glue:GetDatabase', 'glue:GetDatabases', 'glue:GetPartition', 'glue:GetPartitions',
  'glue:GetTable', 'glue:GetTables', 'glue:GetTableVersions', 'glue:GetUserDefinedFunction', 'glue:GetUserDefinedFunctions', 'glue:UpdatePartition',
  'glue:UpdateTable',
];

/**
 * A workflow may add steps to this cluster, and wait for them.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
 */
export function mayRunSteps(scope: IConstruct, clusterId: string): iam.PolicyStatement[] {
  const stack = Stack.of(scope);
  return [
    new iam.PolicyStatement({
      actions: ['elasticmapreduce:AddJobFlowSteps', 'elasticmapreduce:CancelSteps', 'elasticmapreduce:DescribeStep'],
      resources: [stack.formatArn({ service: 'elasticmapreduce', resource: 'cluster', resourceName: clusterId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })],
    }),
    new iam.PolicyStatement({
      actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
      resources: [stack.formatArn({ service: 'events', resource: 'rule', resourceName: 'StepFunctionsGetEventForEMRAddJobFlowStepsRule' })],
    }),
  ];
}
