import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Fifo, SnsSqsFanOut } from '../../src';
import { keyStatements, policyOf, THIS_ACCOUNT } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

describe('a bucket', () => {
  test('may publish, by the policy of the topic and of the key, for this account only', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    const photos = new s3.Bucket(stack, 'Photos', { encryptionKey: orders.encryptionKey });
    orders.addBucket(photos, { prefix: 'in/', suffix: '.jpg' });
    expect(policyOf(stack, orders.topic)).toContainEqual(expect.objectContaining({
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: stack.resolve(orders.topic.topicArn),
      Condition: { StringEquals: THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': stack.resolve(photos.bucketArn) } },
    }));
    expect(keyStatements(stack)).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::*']] } } },
    });
    Template.fromStack(stack).hasResource('Custom::S3BucketNotifications', {
      Properties: {
        NotificationConfiguration: {
          TopicConfigurations: [{
            Events: ['s3:ObjectCreated:*'],
            TopicArn: stack.resolve(orders.topic.topicArn),
            Filter: { Key: { FilterRules: [{ Name: 'suffix', Value: '.jpg' }, { Name: 'prefix', Value: 'in/' }] } },
          }],
        },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('OrdersTopicPolicy')]),
    });
  });

  test('of another stack is let in by account, so that the stacks do not depend on each other', () => {
    const photosStack = new Stack(stack.node.root, 'PhotosStack');
    const orders = new SnsSqsFanOut(stack, 'Orders');
    orders.addBucket(new s3.Bucket(photosStack, 'Photos'));
    expect(policyOf(stack, orders.topic)).toContainEqual(expect.objectContaining({
      Action: 'sns:Publish', Condition: expect.objectContaining({ StringEquals: THIS_ACCOUNT }),
    }));
    expect(photosStack.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });

  test('fails when it is in another Region or account, or has no events', () => {
    const here = new Stack(stack.node.root, 'Here', { env: { account: '111111111111', region: 'eu-west-1' } });
    const theirs = s3.Bucket.fromBucketAttributes(here, 'Photos', { bucketName: 'photos', account: '222222222222', region: 'us-east-1' });
    expect(() => new SnsSqsFanOut(here, 'Orders').addBucket(theirs, { events: [] })).toThrow([
      '  - \'bucket.env.region\' must be the Region of the topic, eu-west-1, but got us-east-1',
      '  - \'bucket.env.account\' must be the account of the topic, 111111111111, but got 222222222222',
      '  - \'events\' must name at least one kind of event, or be left out, but got []',
    ].join('\n'));
  });

  test('fails when the topic is FIFO', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders', { fifo: Fifo.defaultThroughput() });
    expect(() => orders.addBucket(new s3.Bucket(stack, 'Photos')))
      .toThrow(/'bucket' must not be added to a FIFO topic.* but got Shop\/Photos/);
  });
});
