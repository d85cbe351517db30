import { App } from 'aws-cdk-lib';
import { OrderFanOutStack } from '../order-fan-out/order-fan-out-stack';

const app = new App();
new OrderFanOutStack(app, 'OrderFanOut');
app.synth();
