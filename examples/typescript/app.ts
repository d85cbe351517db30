import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { deliveriesOf } from './deliveries';
import { EveryConstructStack } from './every-construct-stack';
import { ShopStack } from './shop-stack';
import { OrderFanOutStack } from '../order-fan-out/order-fan-out-stack';
import { DeliveryChecks } from 'cdk-keel';

const app = new App();
Validations.of(app).addPlugins(new DeliveryChecks());
new OrderFanOutStack(app, 'OrderFanOut');
new EveryConstructStack(app, 'EveryConstruct');
new ShopStack(app, 'Shop');
const assembly = app.synth();

writeFileSync(join(assembly.directory, 'deliveries.txt'), deliveriesOf(assembly));
