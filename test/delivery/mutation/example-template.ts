import { App } from 'aws-cdk-lib';
import { CorrectTemplate, templateOf } from './correct-templates';
import { OrderFanOutStack } from '../../../examples/order-fan-out/order-fan-out-stack';

/** The reference stack, which takes the constructs from the compiled package. */
export function example(): CorrectTemplate {
  return { name: 'example order-fan-out', stacks: { OrderFanOut: templateOf(new OrderFanOutStack(new App(), 'OrderFanOut')) } };
}
