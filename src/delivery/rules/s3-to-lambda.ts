import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { FUNCTION } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesIn } from '../senders/s3-notifications';

const edge = 'Bucket to function';
const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html';

/** The list as CloudFormation names it, and as S3, and with it CDK's custom resource, does. */
const LISTS = [['LambdaConfigurations', 'Function'], ['LambdaFunctionConfigurations', 'LambdaFunction']] as const;

const edges = perModel((model) => LISTS.flatMap(([list, target]) => edgesIn(model, [list], target, FUNCTION, 'lambda:InvokeFunction')));

/** S3 events to functions. */
export const S3_TO_LAMBDA: Rule[] = [
  policyRule({ id: 'KEEL-S3-LAMBDA-01', edge, source, edges }),
];
