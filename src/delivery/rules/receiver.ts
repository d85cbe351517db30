import { literal, segments } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json } from '../model/template';

/** The service in the ARN of a type. */
const SERVICES: Readonly<Record<string, string>> = { 'AWS::SQS::Queue': 'sqs', 'AWS::SNS::Topic': 'sns' };

/**
 * The receivers of a type that an expression names: one, or none if it names something of another type. One that is in none of the templates is
 * undefined in the list, if its ARN says that it is of the type.
 */
export function receivers(model: DeliveryModel, from: Resource, expression: Json, type: string): (Resource | undefined)[] {
  if (expression === undefined) return [];
  const found = model.find(from, expression);
  if (found) return found.type === type ? [found] : [];
  const service = segments(from.textOf(expression))?.[2];
  return service !== undefined && literal(service) === SERVICES[type] ? [undefined] : [];
}
