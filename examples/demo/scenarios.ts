import { ORDER_FAN_OUT } from './order-fan-out/order-scenario';
import { Scenario } from './scenario';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [ORDER_FAN_OUT];
