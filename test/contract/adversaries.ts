import { App, Aspects, CfnResource, PropertyInjectors } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ResourceJson } from './template';

/** Something in the app that undoes what our constructs set. */
export interface Adversary {
  readonly name: string;
  /** Which resources it damages. */
  readonly damages: (resource: ResourceJson) => boolean;
  /** Part of the message that the synthesis must fail with. */
  readonly message: RegExp;
  readonly enter: (app: App) => void;
}

// A queue with the key of AWS is refused as soon as it is to be subscribed.
const UNENCRYPTED = / promises .*encrypted|must not be encrypted with alias\/aws\/sqs/;
const PLAIN_HTTP = / promises .*refuse.* plain HTTP/;
const NO_DEAD_LETTERS = / promises a dead-letter queue/;

const isQueue = ({ Type }: ResourceJson) => Type === 'AWS::SQS::Queue';
const isTopic = ({ Type }: ResourceJson) => Type === 'AWS::SNS::Topic';
const isSource = (resource: ResourceJson) => isQueue(resource) && resource.Properties?.RedrivePolicy !== undefined;

/** Every adversary that our promises stand against. */
export const ADVERSARIES: readonly Adversary[] = [
  injector('an injector leaves queues unencrypted', sqs.Queue, unkeyed(sqs.QueueEncryption.UNENCRYPTED), isQueue, UNENCRYPTED),
  injector('an injector gives queues a key of SQS', sqs.Queue, unkeyed(sqs.QueueEncryption.SQS_MANAGED), isQueue, UNENCRYPTED),
  injector('an injector gives queues the key of AWS', sqs.Queue, unkeyed(sqs.QueueEncryption.KMS_MANAGED), isQueue, UNENCRYPTED),
  injector('an injector lets queues take plain HTTP', sqs.Queue, { enforceSSL: false }, isQueue, PLAIN_HTTP),
  injector('an injector takes the dead-letter queue from queues', sqs.Queue, { deadLetterQueue: undefined }, isSource, NO_DEAD_LETTERS),
  injector('an injector leaves topics unencrypted', sns.Topic, { masterKey: undefined }, isTopic, UNENCRYPTED),
  injector('an injector lets topics take plain HTTP', sns.Topic, { enforceSSL: false }, isTopic, PLAIN_HTTP),
  aspect('an aspect deletes the key of queues', isQueue, UNENCRYPTED, (resource) => resource.addPropertyDeletionOverride('KmsMasterKeyId')),
  aspect('an aspect gives queues the key of AWS', isQueue, UNENCRYPTED, (resource) => {
    resource.addPropertyOverride('KmsMasterKeyId', 'alias/aws/sqs');
  }),
  aspect('an aspect deletes the redrive policy of queues', isSource, NO_DEAD_LETTERS, (resource) => {
    resource.addPropertyDeletionOverride('RedrivePolicy');
  }),
  aspect('an aspect unsets the redrive policy of queues', isSource, NO_DEAD_LETTERS, (resource) => {
    (resource as sqs.CfnQueue).redrivePolicy = undefined;
  }),
  aspect('an aspect deletes the key of topics', isTopic, UNENCRYPTED, (resource) => resource.addPropertyDeletionOverride('KmsMasterKeyId')),
  aspect('an aspect gives topics the key of AWS', isTopic, UNENCRYPTED, (resource) => {
    resource.addPropertyOverride('KmsMasterKeyId', 'alias/aws/sns');
  }),
  aspect('an aspect unsets the key of topics', isTopic, UNENCRYPTED, (resource) => {
    (resource as sns.CfnTopic).kmsMasterKeyId = undefined;
  }),
  aspect('an aspect deletes the statements of the policies of queues', isPolicyOf('SQS::Queue'), PLAIN_HTTP, (resource) => {
    resource.addPropertyOverride('PolicyDocument.Statement', []);
  }),
  aspect('an aspect deletes the statements of the policies of topics', isPolicyOf('SNS::Topic'), PLAIN_HTTP, (resource) => {
    resource.addPropertyOverride('PolicyDocument.Statement', []);
  }),
];

function unkeyed(encryption: sqs.QueueEncryption): sqs.QueueProps {
  return { encryption, encryptionMasterKey: undefined };
}

/** Changes the props of every construct of a class. */
function injector(
  name: string,
  { PROPERTY_INJECTION_ID: constructUniqueId }: { readonly PROPERTY_INJECTION_ID: string },
  injected: object,
  damages: Adversary['damages'],
  message: RegExp,
): Adversary {
  return {
    name,
    damages,
    message,
    enter: (app) => PropertyInjectors.of(app).add({ constructUniqueId, inject: (props: object) => ({ ...props, ...injected }) }),
  };
}

/** Changes every resource that it damages. */
function aspect(name: string, damages: Adversary['damages'], message: RegExp, change: (resource: CfnResource) => void): Adversary {
  return {
    name,
    damages,
    message,
    enter: (app) => Aspects.of(app).add({
      visit: (construct) => {
        if (CfnResource.isCfnResource(construct) && damages({ Type: construct.cfnResourceType, Properties: { RedrivePolicy: true } })) {
          change(construct);
        }
      },
    }),
  };
}

function isPolicyOf(resource: string): Adversary['damages'] {
  return ({ Type }) => Type === `AWS::${resource}Policy`;
}
