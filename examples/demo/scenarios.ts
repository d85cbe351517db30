import { CLICK_STREAM } from './click-stream/click-scenario';
import { NOTES_API } from './notes-api/notes-scenario';
import { ORDER_FAN_OUT } from './order-fan-out/order-scenario';
import { ORDER_WORKER } from './order-worker/worker-scenario';
import { ORDER_WORKFLOW } from './order-workflow/workflow-scenario';
import { PHOTO_PIPELINE } from './photo-pipeline/photo-scenario';
import { Scenario } from './scenario';
import { SPARK_JOB } from './spark-job/spark-scenario';
import { WEB_SERVICE } from './web-service/web-scenario';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [
  ORDER_FAN_OUT, CLICK_STREAM, PHOTO_PIPELINE, ORDER_WORKFLOW, NOTES_API, WEB_SERVICE, ORDER_WORKER, SPARK_JOB,
];
