import { NetworkEmulator } from '../network-emulator';

/** Asks for a certificate as its owner would before a stack that needs one, and returns its ARN. moto checks no signatures. */
export async function requestCertificate({ endpoint }: NetworkEmulator, DomainName: string): Promise<string> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'CertificateManager.RequestCertificate',
      'Authorization': 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/acm/aws4_request, SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify({ DomainName }),
  });
  const { CertificateArn: arn } = await answer.json() as { CertificateArn?: string };
  if (arn === undefined) throw new Error(`moto gave no certificate: ${answer.status}`);
  return arn;
}
