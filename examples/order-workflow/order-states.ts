import { Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';

/** What the states of an order work with. */
export interface OrderStatesProps {
  /** The function that knows every step. */
  readonly steps: lambda.IFunction;
  /** The table of orders. */
  readonly table: dynamodb.ITable;
}

/** From the order to the parcel: payment and stock at once, a wait for the supplier where stock is short, and each line packed. */
export class OrderStates extends Construct {
  /** Where an order begins. */
  public readonly first: sfn.IChainable;

  constructor(scope: Construct, id: string, private readonly props: OrderStatesProps) {
    super(scope, id);

    const shipped = this.mark('MarkShipped', 'shipped').next(new sfn.Succeed(this, 'Shipped'));
    const refused = this.mark('MarkRefused', 'refused').next(new sfn.Fail(this, 'Refused', {
      error: 'OrderRefused', causePath: sfn.JsonPath.stringAt('$.refusal.Cause'),
    }));

    const packLines = new sfn.Map(this, 'PackLines', {
      itemsPath: '$.lines',
      itemSelector: { orderId: sfn.JsonPath.stringAt('$.orderId'), line: sfn.JsonPath.objectAt('$$.Map.Item.Value') },
      maxConcurrency: 3,
      resultPath: '$.parcels',
    });
    packLines.itemProcessor(this.step('Pack'));
    packLines.next(shipped);

    const waitForSupplier = new sfn.Wait(this, 'WaitForSupplier', { time: sfn.WaitTime.duration(Duration.seconds(5)) });
    waitForSupplier.next(this.step('TakeDelivery', '$.delivery')).next(packLines);
    const isInStock = new sfn.Choice(this, 'IsInStock')
      .when(sfn.Condition.booleanEquals('$.done.stock.result.isComplete', true), packLines)
      .otherwise(waitForSupplier);

    // Whatever went wrong at the bank, it is asked once more.
    const charge = this.step('Charge');
    charge.addRetry({ errors: [sfn.Errors.TASKS_FAILED], interval: Duration.seconds(1), maxAttempts: 1 });
    const payAndReserve = new sfn.Parallel(this, 'PayAndReserve', {
      resultSelector: { payment: sfn.JsonPath.objectAt('$[0]'), stock: sfn.JsonPath.objectAt('$[1]') },
      resultPath: '$.done',
    });
    payAndReserve.branch(charge, this.step('Reserve')).addCatch(refused, { resultPath: '$.refusal' }).next(isInStock);

    this.first = sfn.Pass.jsonata(this, 'Total', {
      outputs: '{% $merge([$states.input, { "total": $sum([$states.input.lines.(price * quantity)]) }]) %}',
    }).next(new sfn.Choice(this, 'IsToBePaid')
      .when(sfn.Condition.numberGreaterThan('$.total', 0), payAndReserve)
      .otherwise(new sfn.Succeed(this, 'NothingOrdered')));
  }

  /** A step of the function, which gets the name of the state and its input, and answers with both its name and its result. */
  private step(id: string, resultPath?: string): tasks.LambdaInvoke {
    return new tasks.LambdaInvoke(this, id, {
      lambdaFunction: this.props.steps,
      payload: sfn.TaskInput.fromObject({ step: id, input: sfn.JsonPath.objectAt('$') }),
      resultSelector: { step: sfn.JsonPath.stringAt('$.Payload.step'), result: sfn.JsonPath.objectAt('$.Payload.result') },
      resultPath,
      // The workflow adds those itself, and one more.
      retryOnServiceExceptions: false,
    });
  }

  /** Writes the status of the order without a function. */
  private mark(id: string, status: string): tasks.DynamoUpdateItem {
    return new tasks.DynamoUpdateItem(this, id, {
      table: this.props.table,
      key: { pk: tasks.DynamoAttributeValue.fromString(sfn.JsonPath.stringAt('$.orderId')) },
      updateExpression: 'SET orderStatus = :status',
      expressionAttributeValues: { ':status': tasks.DynamoAttributeValue.fromString(status) },
      resultPath: sfn.JsonPath.DISCARD,
    });
  }
}
