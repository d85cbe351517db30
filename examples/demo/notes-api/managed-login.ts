import { createHash, randomBytes } from 'node:crypto';
import { AppClient, User } from './sign-in';
import { form, sendToEmulator, WebAnswer } from './web-request';
import { Clients } from '../clients';

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
}

/** A code of a sign-in, which tokens are given for. */
export interface Code {
  readonly code: string;
  readonly verifier: string;
}

/** The pages and the token endpoint of a user pool, as a browser and the app's server use them: authorization code grant with PKCE. */
export class ManagedLogin {
  constructor(private readonly clients: Clients, private readonly app: AppClient, private readonly callbackUrl: string) {}

  /** Opens the page for signing in. */
  public async open(verifier: string, redirectUri = this.callbackUrl): Promise<WebAnswer> {
    return sendToEmulator(this.clients, {
      method: 'GET',
      path: '/oauth2/authorize',
      query: {
        response_type: 'code',
        client_id: this.app.clientId,
        redirect_uri: redirectUri,
        scope: 'openid notes/read notes/write',
        state: 'of the page',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      },
    });
  }

  /** Fills in one page after the other until the browser is sent back to the app. */
  public async signIn({ email, password }: User): Promise<Code> {
    const verifier = randomBytes(32).toString('base64url');
    let page = await this.open(verifier);
    for (let pages = 1; pages <= 3 && page.status === 200; pages += 1) {
      const fields = { ...hiddenFields(page.text), ...isAskedFor('username', page.text, email), ...isAskedFor('password', page.text, password) };
      page = await sendToEmulator(this.clients, { method: 'POST', path: '/login', ...form(fields) });
    }
    const back = new URL(page.headers.location ?? 'missing:');
    const code = back.searchParams.get('code');
    if (!back.href.startsWith(this.callbackUrl) || code === null || back.searchParams.get('state') !== 'of the page') {
      throw new Error(`${email} was not sent back to the app with a code: ${page.status} ${back.href}`);
    }
    return { code, verifier };
  }

  public async redeem({ code, verifier }: Code): Promise<WebAnswer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: this.callbackUrl, code_verifier: verifier });
  }

  public async tokensOf(user: User): Promise<Tokens> {
    return JSON.parse((await this.redeem(await this.signIn(user))).text);
  }

  /** What a program asks for in its own name. */
  public async clientCredentials(scope: string): Promise<WebAnswer> {
    return this.token({ grant_type: 'client_credentials', scope });
  }

  private async token(fields: Record<string, string>): Promise<WebAnswer> {
    const { headers, body } = form(fields);
    const basic = Buffer.from(`${this.app.clientId}:${this.app.clientSecret}`).toString('base64');
    return sendToEmulator(this.clients, { method: 'POST', path: '/oauth2/token', headers: { ...headers, authorization: `Basic ${basic}` }, body });
  }
}

function hiddenFields(page: string): Record<string, string> {
  return Object.fromEntries([...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]));
}

function isAskedFor(name: string, page: string, value: string): Record<string, string> {
  return page.includes(`name="${name}"`) ? { [name]: value } : {};
}
