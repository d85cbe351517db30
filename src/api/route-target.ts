import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { Route, sendingIntegration, startingIntegration } from './service-integration';
import { Rule, seconds } from '../validation/check-props';

/** API Gateway waits for an integration no longer than this. */
export const LONGEST_WAIT = Duration.seconds(29);

const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** What answers a route, or does what it asks for. */
export class RouteTarget {
  /**
   * A function, which gets the request as it is and gives the response. `addFunction` makes one.
   *
   * @param fn the function; its timeout must be shorter than 29 seconds
   */
  public static function(fn: lambda.IFunction): RouteTarget {
    const timeout = fn instanceof lambda.Function ? seconds(fn.timeout) : undefined;
    return new RouteTarget(
      () => [{
        prop: 'target',
        value: timeout,
        holds: (length: number) => length < LONGEST_WAIT.toSeconds(),
        must: 'must be a function with a timeout below 29 seconds, because API Gateway waits no longer',
      }],
      ({ cacheKeyParameters }) => ({ integration: functionIntegration(fn, LONGEST_WAIT, cacheKeyParameters) }),
    );
  }

  /**
   * A workflow that is started with the JSON body as input, without a function in between. The answer is 202 with the `id` of the request, which is the
   * name of the execution.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-api-gateway.html
   * @param stateMachine the state machine, such as that of a `StepFunctionsWorkflow`
   */
  public static startWorkflow(stateMachine: sfn.IStateMachine): RouteTarget {
    return new RouteTarget((method) => [takesBody(method)], (route) => startingIntegration(route, stateMachine));
  }

  /**
   * A queue to which the body is sent, without a function in between. The answer is 202 with the `id` of the request, which the message has as its
   * attribute `requestId`.
   *
   * @param queue a standard queue, such as that of a `QueueWithDlq`
   */
  public static sendTo(queue: sqs.IQueue): RouteTarget {
    return new RouteTarget(
      (method) => [
        takesBody(method),
        {
          prop: 'target',
          value: queue.node.path,
          holds: () => !queue.fifo,
          must: 'must be a standard queue, because a request does not say to which message group it belongs: send to a FIFO queue from a function',
        },
      ],
      (route) => sendingIntegration(route, queue),
    );
  }

  private constructor(
    private readonly rules: (method: string) => Rule[],
    private readonly integrate: (route: Route) => Integrated,
  ) {}

  /**
   * What must hold for a route with this method.
   * @internal
   */
  public _rules(method: string): Rule[] {
    return this.rules(method);
  }

  /**
   * Connects the route.
   * @internal
   */
  public _integrate(route: Route): Integrated {
    return this.integrate(route);
  }
}

/** How a route is connected. */
export interface Integrated {
  readonly integration: apigateway.Integration;
  readonly methodResponses?: apigateway.MethodResponse[];
  /** What must be there before the first request. */
  readonly needs?: Construct;
}

/** Lets this route, and no test in the console, invoke the function. */
export function functionIntegration(fn: lambda.IFunction, timeout: Duration, cacheKeyParameters?: string[]): apigateway.LambdaIntegration {
  return new apigateway.LambdaIntegration(fn, { proxy: true, allowTestInvoke: false, timeout, cacheKeyParameters });
}

function takesBody(method: string): Rule {
  return {
    prop: 'method',
    value: method,
    holds: (name: string) => WITH_BODY.includes(name),
    must: `must be ${WITH_BODY.join(', ')} for this target, which takes the body of the request`,
  };
}
