/**
 * Regions that an account has to opt in to, on 2026-11-21.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const OPT_IN_REGIONS: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-east-1', 'ap-east-2',
  'ap-south-2',
  'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1', 'eu-south-2',
  'il-central-1',
  'me-central-1', 'me-south-1', 'me-west-1',
  'mx-central-1',
]);

/** Whether an account has to opt in to the Region. */
export function isOptIn(region: string): boolean {
  return OPT_IN_REGIONS.has(region);
}
