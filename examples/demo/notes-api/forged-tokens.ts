import { generateKeyPairSync, sign } from 'node:crypto';

/** Tokens that nobody should believe, made from a right one. */
export function forgedTokens(token: string): Record<string, string> {
  const [header, payload, signature] = token.split('.');
  const ofAnother = encode({ ...decode(payload), sub: 'somebody else' });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ownSignature = sign('sha256', Buffer.from(`${header}.${ofAnother}`), privateKey).toString('base64url');
  return {
    'altered': [header, ofAnother, signature].join('.'),
    'signed by somebody else': [header, ofAnother, ownSignature].join('.'),
    'that says it needs no signature': [encode({ ...decode(header), alg: 'none' }), payload, ''].join('.'),
  };
}

/** What stands in a token. */
export function claimsOf(token: string): Record<string, unknown> {
  return decode(token.split('.')[1]);
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
