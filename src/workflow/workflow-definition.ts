import { readFileSync } from 'fs';
import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { Asl, withRetries } from './transient-errors';
import { warn } from '../validation/warn';

/** What a definition gets that it does not say itself. */
export interface DefinitionAdditions {
  readonly queryLanguage?: sfn.QueryLanguage;
  /** Its timeout as the user wants it. */
  readonly timeoutSeconds?: number;
  /** Its timeout if nobody says one. */
  readonly defaultTimeoutSeconds: number;
  readonly retryTransientErrors: boolean;
}

/** A definition as the state machine gets it. */
export interface WorkflowDefinition {
  readonly body: sfn.DefinitionBody;
  /** Its timeout; the default where that is not known at synth. */
  readonly timeoutSeconds: number;
  /** The definition with its tokens, once the state machine is made; undefined where it cannot be read. */
  readonly read: () => Asl | undefined;
}

/** Reads a definition and adds what it lacks. */
export function completeDefinition(workflow: Construct, body: sfn.DefinitionBody, additions: DefinitionAdditions): WorkflowDefinition {
  const known = (timeout: unknown) => (typeof timeout === 'number' && !Token.isUnresolved(timeout) ? timeout : additions.defaultTimeoutSeconds);
  const timeoutSeconds = known(additions.timeoutSeconds);
  if (body instanceof sfn.ChainDefinitionBody) {
    const chain = new CompleteChain(body.chainable, additions);
    return { body: chain, timeoutSeconds, read: () => chain.definition };
  }
  const written = parsed(textOf(body));
  if (written === undefined) {
    warn(workflow, 'cdk-keel:StepFunctionsWorkflow.definitionNotRead',
      'The definition is not JSON as it stands, for example because it is YAML or has ${placeholders} outside of texts. '
      + 'It gets no timeout, retries and rights to keys, and is not checked. Write it as JSON, or take care of these yourself.');
    return { body, timeoutSeconds, read: () => undefined };
  }
  const definition = complete(written, additions);
  return {
    body: sfn.DefinitionBody.fromString(Stack.of(workflow).toJsonString(definition)),
    timeoutSeconds: known(definition.TimeoutSeconds),
    read: () => definition,
  };
}

/** The states of an app, completed when the state machine is made. */
class CompleteChain extends sfn.ChainDefinitionBody {
  public definition?: Asl;

  constructor(chainable: sfn.IChainable, private readonly additions: DefinitionAdditions) {
    super(chainable);
  }

  public bind(scope: Construct, _principal: iam.IPrincipal, props: sfn.StateMachineProps, graph?: sfn.StateGraph): sfn.DefinitionConfig {
    this.definition = complete(graph!.toGraphJson(props.queryLanguage) as Asl, this.additions);
    return { definitionString: Stack.of(scope).toJsonString(this.definition) };
  }
}

function complete(definition: Asl, additions: DefinitionAdditions): Asl {
  const { queryLanguage, timeoutSeconds, defaultTimeoutSeconds, retryTransientErrors } = additions;
  return {
    ...(retryTransientErrors ? withRetries(definition) : definition),
    QueryLanguage: queryLanguage ?? definition.QueryLanguage,
    TimeoutSeconds: timeoutSeconds ?? definition.TimeoutSeconds ?? defaultTimeoutSeconds,
  };
}

function textOf(body: sfn.DefinitionBody): string {
  if (body instanceof sfn.FileDefinitionBody) return readFileSync(body.path, 'utf8');
  return body instanceof sfn.StringDefinitionBody ? body.body : '';
}

function parsed(text: string): Asl | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value instanceof Object && !Array.isArray(value) ? value as Asl : undefined;
  } catch {
    return undefined;
  }
}
