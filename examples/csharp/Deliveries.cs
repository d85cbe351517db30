using System.Collections.Generic;
using System.Linq;
using Amazon.CDK.CXAPI;
using CdkKeel;

namespace Example;

internal static class Deliveries
{
    /// <summary>A subscription to a queue that lets nobody in.</summary>
    private static readonly Dictionary<string, object> Broken = new()
    {
        ["Resources"] = new Dictionary<string, object>
        {
            ["Billing"] = new Dictionary<string, object> { ["Type"] = "AWS::SQS::Queue" },
            ["Orders"] = new Dictionary<string, object> { ["Type"] = "AWS::SNS::Topic" },
            ["Subscription"] = new Dictionary<string, object>
            {
                ["Type"] = "AWS::SNS::Subscription",
                ["Properties"] = new Dictionary<string, object>
                {
                    ["Protocol"] = "sqs",
                    ["TopicArn"] = new Dictionary<string, object> { ["Ref"] = "Orders" },
                    ["Endpoint"] = new Dictionary<string, object> { ["Fn::GetAtt"] = new[] { "Billing", "Arn" } },
                },
            },
        },
    };

    /// <summary>What the delivery checks say of all stacks, and of one that is broken.</summary>
    public static string Of(CloudAssembly assembly)
    {
        var templates = assembly.Stacks.ToDictionary(stack => stack.StackName, stack => stack.Template);
        var findings = DeliveryChecks.FindingsOf(new Dictionary<string, object>(templates) { ["Broken"] = Broken });
        var graph = DeliveryChecks.GraphOf(templates).TrimEnd().Split('\n');
        return string.Concat(findings.Concat(DeliveryChecks.UnknownsOf(templates)).Select(LineOf)) + $"graph: {graph.Length} lines\n";
    }

    private static string LineOf(IDeliveryFinding finding) =>
        $"{finding.RuleId}: {finding.Sender} -> {finding.Receiver ?? "unknown"}: {finding.Because}; "
        + $"change {finding.At} ({finding.LogicalId}): {finding.Statement ?? finding.Fix ?? "nothing"}\n";
}
