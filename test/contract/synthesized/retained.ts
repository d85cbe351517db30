import { synthesized, VARIANTS } from '../specimen';
import { LOST_WITH } from '../stateful';

/**
 * A topic holds nothing itself: what it has not delivered is in the subscription dead-letter queue, which is kept. A cluster would cost on, and what is to last is in
 * buckets.
 */
const HOLDS_DATA = Object.keys(LOST_WITH).filter((type) => !['AWS::EMR::Cluster', 'AWS::SNS::Topic'].includes(type));

test.each(VARIANTS.filter(({ minimal }) => minimal))('$name keeps what holds data, unless told otherwise', (variant) => {
  const lost = [...synthesized(variant).resources].filter(([, { Type, UpdateReplacePolicy, DeletionPolicy = 'Delete' }]) => (
    HOLDS_DATA.includes(Type) && (UpdateReplacePolicy !== 'Retain' || !DeletionPolicy.startsWith('Retain'))
  ));
  expect(lost.map(([id]) => id)).toEqual([]);
});
