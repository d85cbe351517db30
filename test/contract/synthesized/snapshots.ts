import { synthesized, VARIANTS } from '../specimen';

/** aws-cdk-lib's own function that sets the notifications of buckets: its code is not ours to review. */
const OF_AWS_CDK_LIB = /^BucketNotificationsHandler/;

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

test.each(VARIANTS)('$name has the template that was reviewed', (variant) => {
  const resources = [...synthesized(variant).resources].filter(([logicalId]) => !OF_AWS_CDK_LIB.test(logicalId));
  expect(JSON.parse(JSON.stringify(Object.fromEntries(resources)).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
