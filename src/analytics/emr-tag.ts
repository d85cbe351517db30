/**
 * Without it AmazonEMRServicePolicy_v2 allows nothing on a cluster, a subnet or a security group.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-iam-policies.html#manually-tagged-resources
 */
export const EMR_TAG = { key: 'for-use-with-amazon-emr-managed-policies', value: 'true' };
