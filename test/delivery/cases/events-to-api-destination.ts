import { allow, att, DeliveryCase, resource, revoke, role } from './delivery-case';

export const EVENTS_TO_API_DESTINATION: DeliveryCase = {
  resources: {
    Connection: resource('AWS::Events::Connection', {
      AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: '{{resolve:secretsmanager:key}}' } },
    }),
    Destination: resource('AWS::Events::ApiDestination', {
      ConnectionArn: att('Connection'), HttpMethod: 'POST', InvocationEndpoint: 'https://example.com/orders',
    }),
    Role: role('events.amazonaws.com', allow('events:InvokeApiDestination', att('Destination'))),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Destination', Arn: att('Destination'), RoleArn: att('Role') }],
    }),
  },
  broken: {
    'KEEL-EVENTS-API-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'events:InvokeApiDestination') },
  },
};
