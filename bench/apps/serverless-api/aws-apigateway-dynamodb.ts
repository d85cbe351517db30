import { Stack } from 'aws-cdk-lib';
import { peer } from '../peer';

const { ApiGatewayToDynamoDB } = peer('aws-apigateway-dynamodb');

export function build(stack: Stack, id: string): void {
  new ApiGatewayToDynamoDB(stack, id, { allowReadOperation: true });
}
