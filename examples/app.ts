import { App } from 'aws-cdk-lib';
import { ClickStreamStack } from './click-stream/click-stream-stack';
import { NotesApiStack } from './notes-api/notes-api-stack';
import { OrderFanOutStack } from './order-fan-out/order-fan-out-stack';
import { OrderWorkerStack } from './order-worker/order-worker-stack';
import { OrderWorkflowStack } from './order-workflow/order-workflow-stack';
import { PhotoPipelineStack } from './photo-pipeline/photo-pipeline-stack';
import { SparkJobStack } from './spark-job/spark-job-stack';
import { WebServiceStack } from './web-service/web-service-stack';

export const app = new App();
new OrderFanOutStack(app, 'OrderFanOut');
new ClickStreamStack(app, 'ClickStream');
new OrderWorkflowStack(app, 'OrderWorkflow');
new PhotoPipelineStack(app, 'PhotoPipeline');
new NotesApiStack(app, 'NotesApi');
const { orders } = new OrderWorkerStack(app, 'OrderWorker');
new WebServiceStack(app, 'WebService', { orders });
new SparkJobStack(app, 'SparkJob');
