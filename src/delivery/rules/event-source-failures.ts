import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { BUCKET, QUEUE, TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';
import { eventSources, executionRole } from '../senders/event-sources';
import { edgesToDestination, listingsOf } from '../senders/function-destinations';

const edge = 'Event source to where its failures go';
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html';

const edges = perModel((model) => eventSources(model).flatMap(({ mapping, code }) => (
  possible(mapping.properties.DestinationConfig).flatMap((config) => possible(objectOf(config).OnFailure)).flatMap((onFailure) => edgesToDestination(
    model, { from: mapping, by: mapping, role: executionRole(model, code) }, objectOf(onFailure).Destination, [...QUEUE, ...TOPIC, ...BUCKET],
  ))
)));

/** What event sources could not get processed. */
export const EVENT_SOURCE_FAILURES: Rule[] = [
  roleRule({ id: 'KEEL-SOURCE-FAILURE-01', edge, source, edges: (model) => [...edges(model), ...listingsOf(edges(model))] }),
  keyRule({ id: 'KEEL-SOURCE-FAILURE-02', edge, source, edges }),
];
