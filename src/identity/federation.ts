import * as cognito from 'aws-cdk-lib/aws-cognito';

/** Told of each identity provider that users can sign in through. */
type Watch = (provider: cognito.IUserPoolIdentityProvider) => void;

interface Ledger {
  readonly clients: Watch[];
  readonly providers: cognito.IUserPoolIdentityProvider[];
}

const LEDGERS = new WeakMap<cognito.IUserPool, Ledger>();

/** Tells a client of every identity provider of the pool, whether it was added before the client or after. */
export function watchProviders(pool: cognito.IUserPool, watch: Watch): void {
  const { clients, providers } = ledgerOf(pool);
  clients.push(watch);
  providers.forEach(watch);
}

/** Tells every client of the pool. */
export function announceProvider(pool: cognito.IUserPool, provider: cognito.IUserPoolIdentityProvider): void {
  const { clients, providers } = ledgerOf(pool);
  providers.push(provider);
  clients.forEach((watch) => watch(provider));
}

function ledgerOf(pool: cognito.IUserPool): Ledger {
  const ledger = LEDGERS.get(pool) ?? { clients: [], providers: [] };
  LEDGERS.set(pool, ledger);
  return ledger;
}
