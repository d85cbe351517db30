import { App, Stack } from 'aws-cdk-lib';
import { CorrectTemplate, templateOf } from './correct-templates';
import { ClickStreamStack } from '../../../examples/click-stream/click-stream-stack';
import { OrderFanOutStack } from '../../../examples/order-fan-out/order-fan-out-stack';
import { PhotoPipelineStack } from '../../../examples/photo-pipeline/photo-pipeline-stack';

/** The reference stacks, which take the constructs from the compiled package. */
export function examples(): CorrectTemplate[] {
  return [
    example('order-fan-out', new OrderFanOutStack(new App(), 'OrderFanOut')),
    example('click-stream', new ClickStreamStack(new App(), 'ClickStream')),
    example('photo-pipeline', new PhotoPipelineStack(new App(), 'PhotoPipeline')),
  ];
}

function example(name: string, stack: Stack): CorrectTemplate {
  return { name: `example ${name}`, stacks: { [stack.stackName]: templateOf(stack) } };
}
