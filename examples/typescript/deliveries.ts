import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { DeliveryChecks, DeliveryFinding } from 'cdk-keel';

/** A subscription to a queue that lets nobody in. */
const BROKEN = {
  Resources: {
    Billing: { Type: 'AWS::SQS::Queue' },
    Orders: { Type: 'AWS::SNS::Topic' },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { Protocol: 'sqs', TopicArn: { Ref: 'Orders' }, Endpoint: { 'Fn::GetAtt': ['Billing', 'Arn'] } },
    },
  },
};

/** What the delivery checks say of all stacks, and of one that is broken. */
export function deliveriesOf(assembly: CloudAssembly): string {
  const templates = Object.fromEntries(assembly.stacks.map(({ stackName, template }) => [stackName, template]));
  const findings = DeliveryChecks.findingsOf({ ...templates, Broken: BROKEN });
  const graph = DeliveryChecks.graphOf(templates).trimEnd().split('\n');
  return [...findings, ...DeliveryChecks.unknownsOf(templates)].map(lineOf).join('') + `graph: ${graph.length} lines\n`;
}

function lineOf({ ruleId, sender, receiver, at, logicalId, because, statement, fix }: DeliveryFinding): string {
  return `${ruleId}: ${sender} -> ${receiver ?? 'unknown'}: ${because}; change ${at} (${logicalId}): ${statement ?? fix ?? 'nothing'}\n`;
}
