package main

import (
	"path/filepath"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-keel/cdk-keel-go/cdkkeel"
)

// Everything is removed with the stack, because this is an example: leave it out to keep what holds messages.
const removalPolicy = awscdk.RemovalPolicy_DESTROY

// NewOrderFanOutStack makes a stack in which orders go to billing, to shipping where there is something to ship, and to an
// audit queue. A function turns orders into invoices; an order without a price is a poison message until the fix is
// deployed with `-c fixed=true`.
func NewOrderFanOutStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)

	pages := cdkkeel.NewAlarmTopic(stack, jsii.String("Pages"), &cdkkeel.AlarmTopicProps{RemovalPolicy: removalPolicy})
	cdkkeel.AlarmRouting_Of(stack).Notify(pages.Topic(), nil)

	orders := cdkkeel.NewSnsSqsFanOut(stack, jsii.String("Orders"), &cdkkeel.SnsSqsFanOutProps{RemovalPolicy: removalPolicy})
	billing := orders.AddQueue(jsii.String("Billing"), &cdkkeel.FanOutQueueOptions{MaxReceiveCount: jsii.Number(3)})
	physical := awssns.SubscriptionFilter_StringFilter(&awssns.StringConditions{Allowlist: jsii.Strings("physical")})
	shipping := orders.AddQueue(jsii.String("Shipping"), &cdkkeel.FanOutQueueOptions{
		FilterPolicy: cdkkeel.FilterPolicy_MessageAttributes(&map[string]awssns.SubscriptionFilter{"kind": physical}),
	})
	audit := orders.AddQueue(jsii.String("Audit"), nil)

	invoices := cdkkeel.NewQueueWithDlq(stack, jsii.String("Invoices"), &cdkkeel.QueueWithDlqProps{
		EncryptionKey: orders.EncryptionKey(),
		RemovalPolicy: removalPolicy,
	})
	biller := awslambda.NewFunction(stack, jsii.String("Biller"), &awslambda.FunctionProps{
		Runtime: awslambda.Runtime_NODEJS_22_X(),
		Handler: jsii.String("index.handler"),
		Code:    awslambda.Code_FromAsset(jsii.String(filepath.Join("..", "order-fan-out", "billing")), nil),
		Timeout: awscdk.Duration_Seconds(jsii.Number(2)),
		Environment: &map[string]*string{
			"ALLOW_MISSING_PRICE": jsii.String(contextOr(stack, "fixed", "false")),
			"INVOICES_QUEUE_URL":  invoices.Queue().QueueUrl(),
		},
	})
	billing.AddConsumer(biller, nil)
	invoices.GrantSendMessages(biller)

	output := func(id string, value *string) {
		awscdk.NewCfnOutput(stack, jsii.String(id), &awscdk.CfnOutputProps{Value: value})
	}
	output("OrdersTopicArn", orders.Topic().TopicArn())
	output("BillingQueueUrl", billing.Queue().QueueUrl())
	output("BillingDeadLetterQueueUrl", billing.DeadLetterQueue().QueueUrl())
	output("ShippingQueueUrl", shipping.Queue().QueueUrl())
	output("AuditQueueUrl", audit.Queue().QueueUrl())
	output("InvoicesQueueUrl", invoices.Queue().QueueUrl())
	output("PagesTopicArn", pages.Topic().TopicArn())
	output("BillingDeadLetterAlarmName", billing.Alarms().Get(jsii.String("DeadLetter")).AlarmName())
	return stack
}

func contextOr(stack awscdk.Stack, key string, otherwise string) string {
	if value, ok := stack.Node().TryGetContext(jsii.String(key)).(string); ok {
		return value
	}
	return otherwise
}
