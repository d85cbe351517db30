from pathlib import Path

from aws_cdk import App, Validations
from cdk_keel import DeliveryChecks

from deliveries import deliveries_of
from every_construct_stack import EveryConstructStack
from order_fan_out_stack import OrderFanOutStack
from shop_stack import ShopStack

app = App()
Validations.of(app).add_plugins(DeliveryChecks())
OrderFanOutStack(app, "OrderFanOut")
EveryConstructStack(app, "EveryConstruct")
ShopStack(app, "Shop")
assembly = app.synth()

Path(assembly.directory, "deliveries.txt").write_text(deliveries_of(assembly))
