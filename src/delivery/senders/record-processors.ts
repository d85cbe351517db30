import { Destination, destinations } from './delivery-streams';
import { literal } from '../expression/text';
import { Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { isOn } from '../model/property';
import { Resource } from '../model/resource';
import { isIntrinsic, Json, JsonObject, listOf, objectOf, possible, possibleMembers } from '../model/template';

/** What a delivery stream does with its records on their way. */
export interface RecordProcessor extends Destination {
  /** Undefined where the template does not hold it. */
  readonly type?: string;
  readonly isEnabled: Verdict;
  /** All that it may have, by name. */
  readonly parameters: JsonObject;
  /** Whether it has a parameter. */
  readonly has: (parameter: string) => Verdict;
}

/** All of them that are not turned off. */
export const recordProcessors = perModel((model): RecordProcessor[] => destinations(model).flatMap((destination) => {
  const { stream, configuration } = destination;
  return possible(configuration.ProcessingConfiguration).map(objectOf).flatMap(({ Enabled, Processors }) => {
    const isEnabled = isOn(stream, Enabled);
    return isEnabled === 'no' ? [] : possibleMembers(Processors).map((one) => ({ ...destination, isEnabled, ...read(stream, objectOf(one)) }));
  });
}));

function read(stream: Resource, { Type, Parameters }: JsonObject): Pick<RecordProcessor, 'type' | 'parameters' | 'has'> {
  const parameters = byName(stream, possibleMembers(Parameters));
  const sure = isIntrinsic(Parameters) ? {} : byName(stream, listOf(Parameters));
  // Of a parameter that an expression makes, the name is empty or not known.
  const isOpen = ['', 'undefined'].some((name) => Object.hasOwn(parameters, name));
  return {
    type: literal(stream.textOf(Type)),
    parameters,
    has: (name) => (Object.hasOwn(sure, name) ? 'yes' : isOpen || Object.hasOwn(parameters, name) ? 'unknown' : 'no'),
  };
}

function byName({ textOf }: Resource, parameters: readonly Json[]): JsonObject {
  return Object.fromEntries(parameters.map(objectOf).map(({ ParameterName, ParameterValue }) => [literal(textOf(ParameterName)), ParameterValue]));
}
