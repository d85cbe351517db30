package main

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/cxapi"
	keel "github.com/cdk-keel/cdk-keel-go/cdkkeel"
)

type object = map[string]interface{}

// A subscription to a queue that lets nobody in.
var broken = object{
	"Resources": object{
		"Billing": object{"Type": "AWS::SQS::Queue"},
		"Orders":  object{"Type": "AWS::SNS::Topic"},
		"Subscription": object{
			"Type": "AWS::SNS::Subscription",
			"Properties": object{
				"Protocol": "sqs",
				"TopicArn": object{"Ref": "Orders"},
				"Endpoint": object{"Fn::GetAtt": []string{"Billing", "Arn"}},
			},
		},
	},
}

// What the delivery checks say of all stacks, and of one that is broken.
func deliveriesOf(assembly cxapi.CloudAssembly) string {
	templates := object{}
	for _, stack := range *assembly.Stacks() {
		templates[*stack.StackName()] = stack.Template()
	}
	unknowns := keel.DeliveryChecks_UnknownsOf(&templates)
	graph := strings.Split(strings.TrimRight(*keel.DeliveryChecks_GraphOf(&templates), "\n"), "\n")
	templates["Broken"] = broken
	var text strings.Builder
	for _, finding := range append(*keel.DeliveryChecks_FindingsOf(&templates), *unknowns...) {
		text.WriteString(lineOf(finding))
	}
	return text.String() + fmt.Sprintf("graph: %d lines\n", len(graph))
}

func lineOf(finding *keel.DeliveryFinding) string {
	return fmt.Sprintf("%s: %s -> %s: %s; change %s (%s): %s\n", *finding.RuleId, *finding.Sender, firstOf("unknown", finding.Receiver), *finding.Because,
		*finding.At, *finding.LogicalId, firstOf("nothing", finding.Statement, finding.Fix))
}

func firstOf(otherwise string, values ...*string) string {
	for _, value := range values {
		if value != nil {
			return *value
		}
	}
	return otherwise
}
