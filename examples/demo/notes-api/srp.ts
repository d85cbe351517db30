import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';

/** The group of 3072 bits of RFC 3526, whose generator is 2. */
const N = toBigInt(getDiffieHellman('modp15').getPrime('hex'));
const G = 2n;
const K = hash(pad(N), pad(G));

/** What Cognito answers to the first step. */
export interface Challenge {
  readonly userId: string;
  readonly salt: string;
  readonly srpB: string;
  readonly secretBlock: string;
}

/**
 * The user's side of Cognito's Secure Remote Password protocol: proves that the user knows the password without sending it.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export class SrpProof {
  private readonly a = toBigInt(randomBytes(32).toString('hex'));
  private readonly bigA = power(G, this.a);

  /** The first step. */
  public get srpA(): string {
    return this.bigA.toString(16);
  }

  /** The second step: the signature under what both sides know. */
  public sign(userPoolId: string, password: string, timestamp: string, { userId, salt, srpB, secretBlock }: Challenge): string {
    const poolName = userPoolId.split('_')[1];
    const bigB = toBigInt(srpB);
    const u = hash(pad(this.bigA), pad(bigB));
    const x = hash(pad(toBigInt(salt)), createHash('sha256').update(`${poolName}${userId}:${password}`).digest());
    const base = (bigB - K * power(G, x) % N + N) % N;
    const shared = power(base, this.a + u * x);
    const key = hmac(hmac(pad(u), pad(shared)), Buffer.from('Caldera Derived Key\u0001')).subarray(0, 16);
    const message = Buffer.concat([Buffer.from(poolName + userId), Buffer.from(secretBlock, 'base64'), Buffer.from(timestamp)]);
    return hmac(key, message).toString('base64');
  }
}

/** As Cognito wants it: `Sat Nov 21 12:09:03 UTC 2026`, the day without a leading zero. */
export function srpTimestamp(now = new Date()): string {
  const [weekday, day, month, year, time] = now.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest /= 2n) {
    if (rest % 2n === 1n) result = result * square % N;
    square = square * square % N;
  }
  return result;
}

/** Big-endian, with a zero before a first byte that would look negative. */
function pad(value: bigint): Buffer {
  const hex = value.toString(16);
  const whole = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(whole) ? `00${whole}` : whole, 'hex');
}

function hash(...parts: Buffer[]): bigint {
  return toBigInt(createHash('sha256').update(Buffer.concat(parts)).digest('hex'));
}

function hmac(key: Buffer, message: Buffer): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

function toBigInt(hex: string): bigint {
  return BigInt(`0x${hex}`);
}
