import { synthesized, VARIANTS } from './specimen';

/** Hashes of assets change with the version of aws-cdk-lib, whose function sets the notifications of buckets. */
const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

test.each(VARIANTS)('$name has the template that was reviewed', (variant) => {
  const resources = Object.fromEntries(synthesized(variant).resources);
  expect(JSON.parse(JSON.stringify(resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
