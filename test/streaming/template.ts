import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { KinesisToFirehoseToS3, KinesisToFirehoseToS3Props } from '../../src';
import { Statement } from '../statements';

/** A construct with these props, named Clicks. */
export function clicks(props: KinesisToFirehoseToS3Props = {}, stack = new Stack(new App(), 'Shop')): KinesisToFirehoseToS3 {
  return new KinesisToFirehoseToS3(stack, 'Clicks', props);
}

/** Properties of the resource of a type whose logical id begins so. */
export function propertiesOf(made: KinesisToFirehoseToS3, type: string, id = 'Clicks'): any {
  const resources = Template.fromStack(Stack.of(made)).findResources(type);
  return Object.entries(resources).find(([logicalId]) => logicalId.startsWith(id))?.[1].Properties;
}

/** How records are delivered to the bucket. */
export function destinationOf(made: KinesisToFirehoseToS3): any {
  return propertiesOf(made, 'AWS::KinesisFirehose::DeliveryStream').ExtendedS3DestinationConfiguration;
}

/** What a role of the construct may do. */
export function rightsOf(made: KinesisToFirehoseToS3, role: 'DeliveryRole' | 'SourceRole'): Statement[] {
  return propertiesOf(made, 'AWS::IAM::Policy', `Clicks${role}`).PolicyDocument.Statement;
}

/** The alarms, by key. */
export function alarmsOf(made: KinesisToFirehoseToS3): Record<string, any> {
  return Object.fromEntries(made.alarms.all.map(({ node }) => [node.id, propertiesOf(made, 'AWS::CloudWatch::Alarm', `ClicksAlarms${node.id}`)]));
}

/** A function that may transform records. */
export function transformer(stack: Stack, timeout = Duration.minutes(1), id = 'Transformer'): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({});'), timeout,
  });
}
