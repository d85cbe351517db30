import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Statement } from '../statements';

/** A definition of one state that does nothing. */
export const DONE = sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');

/** A definition in the Amazon States Language, with these states of which the first is the start. */
export function asl(states: Record<string, object>, more: object = {}): sfn.DefinitionBody {
  return sfn.DefinitionBody.fromString(JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more }));
}

/** A task that calls a function, and is the end. */
export const CALL = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'charge' }, End: true };

/** The definition of the one state machine in the stack, its tokens as `<Ref>`. */
export function definitionIn(stack: Stack): Definition {
  const [{ Properties: { DefinitionString } }] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
  const text = typeof DefinitionString === 'string'
    ? DefinitionString
    : DefinitionString['Fn::Join'][1].map((piece: unknown) => (typeof piece === 'string' ? piece : '<token>')).join('');
  return JSON.parse(text);
}

/** A definition, as JSON. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Record<string, any>;
  readonly TimeoutSeconds?: number;
  readonly QueryLanguage?: string;
}

/** What the role of the workflow with this id may do, statement by statement. */
export function rightsOf(stack: Stack, id: string): Statement[] {
  return Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .filter(([logicalId]) => logicalId.startsWith(`${id}DefaultPolicy`))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}
