import { App } from 'aws-cdk-lib';
import { ClickStreamStack } from '../../examples/click-stream/click-stream-stack';
import { NotesApiStack } from '../../examples/notes-api/notes-api-stack';
import { OrderFanOutStack } from '../../examples/order-fan-out/order-fan-out-stack';
import { PhotoPipelineStack } from '../../examples/photo-pipeline/photo-pipeline-stack';

/** The reference stacks with queues, buckets, tables, streams, user pools and keys that the emulator can make. */
export function addStacks(app: App): void {
  new OrderFanOutStack(app, 'OrderFanOut');
  new ClickStreamStack(app, 'ClickStream');
  new PhotoPipelineStack(app, 'PhotoPipeline');
  new NotesApiStack(app, 'NotesApi');
}
