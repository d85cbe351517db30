from aws_cdk import Stack
import aws_cdk.aws_sns as sns
from constructs import Construct
from cdk_keel import AlarmRouting, AlarmTopic, FilterPolicy, SnsSqsFanOut

class ShopStack(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        pages = AlarmTopic(self, "Pages", emails=["ops@example.com"])
        AlarmRouting.of(self).notify(pages.topic)

        physical = sns.SubscriptionFilter.string_filter(allowlist=["physical"])
        orders = SnsSqsFanOut(self, "Orders")
        orders.add_queue("Billing")
        orders.add_queue("Shipping", filter_policy=FilterPolicy.message_attributes({"kind": physical}))
