package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-keel/cdk-keel-go/cdkkeel"
)

func NewShopStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	pages := cdkkeel.NewAlarmTopic(stack, jsii.String("Pages"), &cdkkeel.AlarmTopicProps{Emails: jsii.Strings("ops@example.com")})
	cdkkeel.AlarmRouting_Of(stack).Notify(pages.Topic(), nil)

	physical := awssns.SubscriptionFilter_StringFilter(&awssns.StringConditions{Allowlist: jsii.Strings("physical")})
	orders := cdkkeel.NewSnsSqsFanOut(stack, jsii.String("Orders"), nil)
	orders.AddQueue(jsii.String("Billing"), nil)
	orders.AddQueue(jsii.String("Shipping"), &cdkkeel.FanOutQueueOptions{
		FilterPolicy: cdkkeel.FilterPolicy_MessageAttributes(&map[string]awssns.SubscriptionFilter{"kind": physical}),
	})
	return stack
}
