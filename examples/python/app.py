from aws_cdk import App

from order_fan_out_stack import OrderFanOutStack

app = App()
OrderFanOutStack(app, "OrderFanOut")
app.synth()
