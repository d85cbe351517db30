import { DeliveryCase, trustAnother } from './delivery-case';
import { EVENTS_TO_STEPFUNCTIONS } from './events-to-stepfunctions';

export const EVENTS_ROLES: DeliveryCase = {
  resources: EVENTS_TO_STEPFUNCTIONS.resources,
  broken: {
    'KEEL-EVENTS-ROLE-01': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-EVENTS-ROLE-02': { at: 'Rule', by: ({ Rule }) => { delete Rule.Properties!.Targets[0].RoleArn; } },
  },
};
