import { Stack } from 'aws-cdk-lib';
import { FUNCTION } from './api-subject';
import { AlarmOverride, ApiAuth, ApiFunctionOptions, ServerlessApi, ServerlessApiProps } from '../../src';

const SOME_CHANGE: AlarmOverride = { threshold: 3 };

/** Everything of `src/api` that takes a struct with literal defaults. */
export const API_TAKERS: { readonly [taker: string]: (stack: Stack, options: object) => void } = {
  'ApiFunctionOptions.alarms': (stack, options: AlarmOverride) => {
    api(stack).addFunction('Function', { ...FUNCTION, alarms: { FunctionErrors: { ...SOME_CHANGE, ...options } } });
  },
  'ServerlessApi': (stack, options: Partial<ServerlessApiProps>) => void api(stack, options),
  'ServerlessApi.addFunction': (stack, options: Partial<ApiFunctionOptions>) => void api(stack).addFunction('Function', { ...FUNCTION, ...options }),
  'ServerlessApiProps.alarms': (stack, options: AlarmOverride) => void api(stack, { alarms: { Latency: { ...SOME_CHANGE, ...options } } }),
};

function api(stack: Stack, options: Partial<ServerlessApiProps> = {}): ServerlessApi {
  return new ServerlessApi(stack, 'Subject', { ...FUNCTION, auth: ApiAuth.iam(), ...options });
}
