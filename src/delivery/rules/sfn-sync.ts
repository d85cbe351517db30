import { Rule } from './rule';
import { roleRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { text, Text } from '../expression/text';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { JsonObject } from '../model/template';
import { edgesOfTasks, stepFunctionsFor, tasks } from '../senders/state-machine-tasks';

const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html';

/** Rules that Step Functions makes in EventBridge with the role, by the call that it waits for. It refuses state machines whose role may not. */
const MANAGED_RULES: ReadonlyMap<string, string> = new Map([
  ['batch:submitJob', 'StepFunctionsGetEventsForBatchJobsRule'],
  ['codebuild:startBuild', 'StepFunctionsGetEventForCodeBuildStartBuildRule'],
  ['codebuild:startBuildBatch', 'StepFunctionsGetEventForCodeBuildStartBuildBatchRule'],
  ['ecs:runTask', 'StepFunctionsGetEventsForECSTaskRule'],
  ['elasticmapreduce:addStep', 'StepFunctionsGetEventForEMRAddJobFlowStepsRule'],
  ['elasticmapreduce:createCluster', 'StepFunctionsGetEventForEMRRunJobFlowRule'],
  ['elasticmapreduce:terminateCluster', 'StepFunctionsGetEventForEMRTerminateJobFlowsRule'],
  ['states:startExecution', 'StepFunctionsGetEventsForStepFunctionsExecutionRule'],
]);

const managedRules = perModel((model): Edge[] => tasks(model).flatMap(({ machine, call = '', isSync, role }) => {
  const rule = isSync ? MANAGED_RULES.get(call) : undefined;
  return rule === undefined ? [] : [{
    from: machine,
    to: machine,
    role,
    sender: stepFunctionsFor(machine),
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    calledArn: text('arn:', machine.partition, ':events:', machine.region, ':', machine.account, `:rule/${rule}`),
    calledReference: { 'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${rule}` },
  }];
}));

const executions = perModel((model): Edge[] => edgesOfTasks(model)
  .filter(({ task: { isSync, call } }) => isSync && call === 'states:startExecution')
  .map((edge) => ({
    ...edge,
    actions: ['states:DescribeExecution'],
    calledArn: edge.to && executionsOf(edge.to),
    calledReference: edge.to && referenceToExecutions(edge.to),
  })));

function referenceToExecutions({ logicalId }: Resource): JsonObject {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:execution:\${${logicalId}.Name}:*` };
}

/** ARN of an execution, whose name is not known before. */
function executionsOf({ arn, stackId, logicalId }: Resource): Text {
  const ofExecutions = arn!.map((piece) => (typeof piece === 'string' ? piece.replace(':stateMachine:', ':execution:') : piece));
  return text(ofExecutions, ':', { name: `${stackId}.${logicalId}.execution`, kind: 'word' });
}

/** Tasks that wait until what they started is done. */
export const SFN_SYNC: Rule[] = [
  roleRule({ id: 'KEEL-SFN-SYNC-01', edge: 'State machine to the event rule that tells it when a job is done', source, edges: managedRules }),
  roleRule({ id: 'KEEL-SFN-SYNC-02', edge: 'State machine to the executions that it waits for', source, edges: executions }),
];
