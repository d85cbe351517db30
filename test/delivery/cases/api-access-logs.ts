import { att, DeliveryCase, ref, resource } from './delivery-case';

export const API_ACCESS_LOGS: DeliveryCase = {
  resources: {
    LogGroup: resource('AWS::Logs::LogGroup'),
    HttpApi: resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
    Stage: resource('AWS::ApiGatewayV2::Stage', {
      ApiId: ref('HttpApi'), StageName: '$default', AccessLogSettings: { DestinationArn: att('LogGroup'), Format: '$context.requestId $context.status' },
    }),
  },
  broken: {
    'KEEL-API-LOGS-01': { at: 'Stage', by: ({ Stage }) => { Stage.Properties!.AccessLogSettings.Format = '$context.status'; } },
  },
};
