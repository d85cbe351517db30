import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { warn } from '../validation/warn';

/** Lets a grantee use the key. A key that is known by its alias only takes no grants in many apps: then a warning says which rights are missing. */
export function grantKey(key: kms.IKey, grantee: iam.IGrantable, actions: string[], warnOn: IConstruct, warningId: string): iam.Grant {
  const grant = key.grant(grantee, ...actions);
  if (!grant.success) {
    warn(warnOn, warningId, `Rights on '${key.node.path}' cannot be granted from here. Give whoever uses '${warnOn.node.path}' ${actions.join(' and ')} on it.`);
  }
  return grant;
}
