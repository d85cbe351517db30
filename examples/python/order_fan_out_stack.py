from pathlib import Path
from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from cdk_keel import AlarmRouting, AlarmTopic, FilterPolicy, QueueWithDlq, SnsSqsFanOut
from constructs import Construct

# Everything is removed with the stack, because this is an example:
# leave removal_policy out to keep what holds messages.
REMOVAL_POLICY = RemovalPolicy.DESTROY

EXAMPLES = Path(__file__).resolve().parent.parent


class OrderFanOutStack(Stack):
    """
    Orders go to billing, to shipping where there is something to ship, and to an audit
    queue. A function turns orders into invoices; an order without a price is a poison
    message until the fix is deployed with ``-c fixed=true``.
    """

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        pages = AlarmTopic(self, "Pages", removal_policy=REMOVAL_POLICY)
        AlarmRouting.of(self).notify(pages.topic)

        orders = SnsSqsFanOut(self, "Orders", removal_policy=REMOVAL_POLICY)
        billing = orders.add_queue("Billing", max_receive_count=3)
        shipping = orders.add_queue(
            "Shipping",
            filter_policy=FilterPolicy.message_attributes(
                {"kind": sns.SubscriptionFilter.string_filter(allowlist=["physical"])}
            ),
        )
        audit = orders.add_queue("Audit")

        invoices = QueueWithDlq(
            self,
            "Invoices",
            encryption_key=orders.encryption_key,
            removal_policy=REMOVAL_POLICY,
        )
        biller = lambda_.Function(
            self,
            "Biller",
            runtime=lambda_.Runtime.NODEJS_22_X,
            handler="index.handler",
            code=lambda_.Code.from_asset(str(EXAMPLES / "order-fan-out" / "billing")),
            timeout=Duration.seconds(2),
            environment={
                "ALLOW_MISSING_PRICE": self.node.try_get_context("fixed") or "false",
                "INVOICES_QUEUE_URL": invoices.queue.queue_url,
            },
        )
        billing.add_consumer(biller)
        invoices.grant_send_messages(biller)

        CfnOutput(self, "OrdersTopicArn", value=orders.topic.topic_arn)
        CfnOutput(self, "BillingQueueUrl", value=billing.queue.queue_url)
        CfnOutput(
            self, "BillingDeadLetterQueueUrl", value=billing.dead_letter_queue.queue_url
        )
        CfnOutput(self, "ShippingQueueUrl", value=shipping.queue.queue_url)
        CfnOutput(self, "AuditQueueUrl", value=audit.queue.queue_url)
        CfnOutput(self, "InvoicesQueueUrl", value=invoices.queue.queue_url)
        CfnOutput(self, "PagesTopicArn", value=pages.topic.topic_arn)
        CfnOutput(
            self,
            "BillingDeadLetterAlarmName",
            value=billing.alarms.get("DeadLetter").alarm_name,
        )
