import * as sfn from 'aws-cdk-lib/aws-stepfunctions';

/** What the log events of an execution hold. */
export interface WorkflowLoggingOptions {
  /**
   * Whether they hold the input and output of executions and states, which may be personal or secret.
   *
   * @default false
   */
  readonly includeExecutionData?: boolean;
}

/**
 * Which events of executions are written to CloudWatch Logs.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export class WorkflowLogging {
  /**
   * Every event.
   *
   * @param options what the events hold
   */
  public static all(options: WorkflowLoggingOptions = {}): WorkflowLogging {
    return new WorkflowLogging(sfn.LogLevel.ALL, options.includeExecutionData ?? false);
  }

  /**
   * Errors, those that are retried or caught too.
   *
   * @param options what the events hold
   */
  public static errors(options: WorkflowLoggingOptions = {}): WorkflowLogging {
    return new WorkflowLogging(sfn.LogLevel.ERROR, options.includeExecutionData ?? false);
  }

  /**
   * Only the ends of executions that fail, time out or are aborted.
   *
   * @param options what the events hold
   */
  public static fatalErrors(options: WorkflowLoggingOptions = {}): WorkflowLogging {
    return new WorkflowLogging(sfn.LogLevel.FATAL, options.includeExecutionData ?? false);
  }

  private constructor(private readonly level: sfn.LogLevel, private readonly includeExecutionData: boolean) {}

  /**
   * Log options of a state machine.
   * @internal
   */
  public _options(): sfn.LogOptions {
    return { level: this.level, includeExecutionData: this.includeExecutionData };
  }
}
