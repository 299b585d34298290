import { type Answer, type Ask, ask, Refused } from './http.js';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A person at the gateway: signed in, refreshed silently when the token has gone stale. */
export class Session {
  private constructor(
    private readonly gateway: string,
    private tokens: Tokens,
    private readonly tenantId: string | undefined,
  ) {}

  static async signIn(gateway: string, email: string, password: string, tenantId?: string): Promise<Session> {
    const path = '/v1/auth/sign-in';
    const { status, body } = await ask<Tokens>(gateway, 'POST', path, {
      body: { email, password, ...(tenantId ? { tenantId } : {}) },
    });
    if (status !== 200 && status !== 201) throw new Refused('POST', path, status, body);
    return new Session(gateway, body, undefined);
  }

  /** An operator's session that names a tenant. */
  for(tenantId: string): Session {
    return new Session(this.gateway, this.tokens, tenantId);
  }

  // biome-ignore lint/suspicious/noExplicitAny: stories look into answers of any shape; a wrong look fails the story
  get = <T = any>(path: string): Promise<T> => this.expect('GET', path);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  post = <T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T> =>
    this.expect('POST', path, body, headers);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  put = <T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T> =>
    this.expect('PUT', path, body, headers);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  patch = <T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<T> =>
    this.expect('PATCH', path, body, headers);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  delete = <T = any>(path: string): Promise<T> => this.expect('DELETE', path);

  /** The answer whatever its status; a stale token is refreshed once and the request repeated. */
  async ask<T>(method: string, path: string, options: Ask = {}): Promise<Answer<T>> {
    const first = await this.send<T>(method, path, options);
    const code = (first.body as { type?: string } | undefined)?.type ?? '';
    if (first.status !== 401 || !code.endsWith(':token-stale')) return first;
    await this.refresh();
    return this.send(method, path, options);
  }

  /** New tokens for the same session. */
  async refresh(): Promise<void> {
    const path = '/v1/auth/refresh';
    const { status, body } = await ask<Tokens>(this.gateway, 'POST', path, {
      body: { refreshToken: this.tokens.refreshToken },
    });
    if (status !== 200 && status !== 201) throw new Refused('POST', path, status, body);
    this.tokens = body;
  }

  get accessToken(): string {
    return this.tokens.accessToken;
  }

  private send<T>(method: string, path: string, options: Ask): Promise<Answer<T>> {
    const tenant: Record<string, string> = this.tenantId ? { 'x-tenant-id': this.tenantId } : {};
    return ask<T>(this.gateway, method, path, {
      ...options,
      token: this.tokens.accessToken,
      headers: { ...tenant, ...options.headers },
    });
  }

  private async expect<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> {
    const answer = await this.ask<T>(method, path, { body, ...(headers ? { headers } : {}) });
    if (answer.status >= 400) throw new Refused(method, path, answer.status, answer.body);
    return answer.body;
  }
}
