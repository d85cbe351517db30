import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const masterKey = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  const topic = new sns.Topic(scope, 'Topic', { masterKey, enforceSSL: true });
  const principals = [new iam.ServicePrincipal('cloudwatch.amazonaws.com')];
  const conditions = { StringEquals: { 'aws:SourceAccount': stack.account } };
  masterKey.addToResourcePolicy(new iam.PolicyStatement({ principals, conditions, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'] }));
  topic.addToResourcePolicy(new iam.PolicyStatement({ principals, conditions, actions: ['sns:Publish'], resources: [topic.topicArn] }));
}
