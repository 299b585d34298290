import type { Caller, InternalTokens } from '@crm/platform';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where the answer is JSON, else its text. */
  readonly body: T;
}

export interface RequestOptions {
  readonly headers?: Record<string, string>;
}

/** Speaks HTTP to one service as one caller, with a real internal token. */
export class TestClient {
  constructor(
    private readonly base: string,
    private readonly service: string,
    private readonly tokens: InternalTokens,
    private readonly caller: Caller,
  ) {}

  // biome-ignore lint/suspicious/noExplicitAny: specs look into answers of any shape; a wrong look fails the spec
  get = <T = any>(path: string, options?: RequestOptions): Promise<Answer<T>> =>
    this.send('GET', path, undefined, options);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  post = <T = any>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> =>
    this.send('POST', path, body, options);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  put = <T = any>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> =>
    this.send('PUT', path, body, options);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  patch = <T = any>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> =>
    this.send('PATCH', path, body, options);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  delete = <T = any>(path: string, options?: RequestOptions): Promise<Answer<T>> =>
    this.send('DELETE', path, undefined, options);

  /** A string or Buffer as body is sent as it is; give its content-type. */
  private async send<T>(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<Answer<T>> {
    const token = await this.tokens.mint(this.service, this.caller);
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(new URL(path, this.base), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /[/+]json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }
}
