import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { Construct, IDependable } from 'constructs';
import { firehosePrincipal, mayDecryptStream, mayReadStream } from '../policies/firehose-statements';
import { pathOf } from '../validation/path-of';
import { warn } from '../validation/warn';

/** A role that may read the stream, and its policy, which must be there before the delivery stream. */
export function sourceRole(scope: Construct, stream: kinesis.IStream): { readonly role: iam.Role; readonly policy: IDependable } {
  const role = new iam.Role(scope, 'SourceRole', { assumedBy: firehosePrincipal(), description: `Lets ${pathOf(scope)} read its stream` });
  const { policyDependable } = role.addToPrincipalPolicy(mayReadStream(stream));
  if (stream.encryptionKey) {
    role.addToPrincipalPolicy(mayDecryptStream(stream.encryptionKey, stream));
  } else if (!(stream instanceof kinesis.Stream)) {
    warn(scope, 'cdk-keel:KinesisToFirehoseToS3.streamKey',
      `The key of the stream '${stream.node.path}' is not known here, so Firehose may not decrypt with it. Import the stream with its key `
      + '(Stream.fromStreamAttributes), or acknowledge this warning if it has no customer-managed key.');
  }
  return { role, policy: policyDependable! };
}
