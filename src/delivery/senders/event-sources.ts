import { AssumedRole, Edge, roleOf } from '../access/edge';
import { FUNCTION, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { possible } from '../model/template';

/** An event source mapping with its function, undefined where that is in none of the templates. */
export interface EventSource {
  readonly mapping: Resource;
  readonly called?: Resource;
  /** The function itself, where a version or alias of it is called. */
  readonly code?: Resource;
}

/** All event source mappings. */
export const eventSources = perModel((model): EventSource[] => model.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) => (
  functionsNamedBy(model, mapping).map((called) => ({ mapping, called, code: called && codeOf(model, called) }))
)));

/** The functions that a resource may name in `FunctionName`, also by name and qualifier; undefined for one that is in none of the templates. */
export function functionsNamedBy(model: DeliveryModel, holder: Resource): (Resource | undefined)[] {
  const { partition, region, account, textOf } = holder;
  return possible(holder.properties.FunctionName).map((name) => (
    model.find(holder, name, ...FUNCTION)
    ?? model.called(holder, text('arn:', partition, ':lambda:', region, ':', account, ':function:', textOf(name)), ...FUNCTION)
  ));
}

/** The role of a function. */
export function executionRole(model: DeliveryModel, code: Resource | undefined): AssumedRole {
  return (code && roleOf(model, code, code.properties.Role)) ?? 'unknown';
}

/** The function behind a version or alias. */
export function codeOf(model: DeliveryModel, called: Resource): Resource | undefined {
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
      to: from && called,
      calls: from ? 'from' : undefined,
      sender: { services: [text('lambda.amazonaws.com')], sourceAccount: mapping.account },
      role: executionRole(model, code),
      actions,
      keyActions: ['kms:Decrypt'],
    } as const));
  });
}
