import { att, DeliveryCase, lambda, permission, ref, resource, role } from './delivery-case';

export const SNS_TO_LAMBDA: DeliveryCase = {
  resources: {
    Topic: resource('AWS::SNS::Topic'),
    Role: role('lambda.amazonaws.com'),
    Function: lambda('Role'),
    Permission: permission(att('Function'), 'sns.amazonaws.com', ref('Topic')),
    Subscription: resource('AWS::SNS::Subscription', { TopicArn: ref('Topic'), Protocol: 'lambda', Endpoint: att('Function') }),
  },
  broken: {
    'KEEL-SNS-LAMBDA-01': { at: 'Function', by: (resources) => { delete resources.Permission; } },
    'KEEL-SNS-LAMBDA-03': { at: 'Subscription', by: ({ Subscription }) => { Subscription.Properties!.Protocol = 'sqs'; } },
    'KEEL-SNS-LAMBDA-02': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
  },
};
