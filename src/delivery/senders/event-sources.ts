import { Edge, roleOf } from '../access/edge';
import { FUNCTION, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';

/** An event source mapping with its function, undefined where that is in none of the templates. */
export interface EventSource {
  readonly mapping: Resource;
  readonly called?: Resource;
  /** The function itself, where a version or alias of it is called. */
  readonly code?: Resource;
}

/** All event source mappings. */
export const eventSources = perModel((model): EventSource[] => model.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) => (
  receivers(model, mapping, mapping.properties.FunctionName, FUNCTION).map((called) => ({ mapping, called, code: called && codeOf(model, called) }))
)));

/** The function behind a version or alias. */
function codeOf(model: DeliveryModel, called: Resource): Resource | undefined {
  return called.type === 'AWS::Lambda::Function' ? called : model.find(called, called.properties.FunctionName, 'AWS::Lambda::Function');
}

/** What Lambda fetches from the sources of some types, with the role of the function. */
export function edgesFrom(model: DeliveryModel, types: readonly string[], actions: readonly string[]): (Edge & EventSource)[] {
  return eventSources(model).flatMap((source) => {
    const { mapping, called, code } = source;
    return receivers(model, mapping, mapping.properties.EventSourceArn, types).map((from) => ({
      ...source,
      from: from ?? mapping,
      by: mapping,
      to: called,
      calls: from ? 'from' : undefined,
      sender: { services: [text('lambda.amazonaws.com')], sourceAccount: mapping.account },
      role: (code && roleOf(model, code, code.properties.Role)) ?? 'unknown',
      actions,
      keyActions: ['kms:Decrypt'],
    } as const));
  });
}
