from aws_cdk.cx_api import CloudAssembly
from cdk_keel import DeliveryChecks, DeliveryFinding

# A subscription to a queue that lets nobody in.
BROKEN = {
    "Resources": {
        "Billing": {"Type": "AWS::SQS::Queue"},
        "Orders": {"Type": "AWS::SNS::Topic"},
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "Protocol": "sqs",
                "TopicArn": {"Ref": "Orders"},
                "Endpoint": {"Fn::GetAtt": ["Billing", "Arn"]},
            },
        },
    }
}


def deliveries_of(assembly: CloudAssembly) -> str:
    """What the delivery checks say of all stacks, and of one that is broken."""
    templates = {stack.stack_name: stack.template for stack in assembly.stacks}
    findings = DeliveryChecks.findings_of({**templates, "Broken": BROKEN})
    unknowns = DeliveryChecks.unknowns_of(templates)
    lines = "".join(map(_line_of, [*findings, *unknowns]))
    graph = DeliveryChecks.graph_of(templates).splitlines()
    return f"{lines}graph: {len(graph)} lines\n"


def _line_of(finding: DeliveryFinding) -> str:
    change = finding.statement or finding.fix or "nothing"
    return (
        f"{finding.rule_id}: {finding.sender} -> {finding.receiver or 'unknown'}: {finding.because}; "
        f"change {finding.at} ({finding.logical_id}): {change}\n"
    )
