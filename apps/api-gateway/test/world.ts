import { bootService, type TestService } from '@crm/testing';
import { inject } from 'vitest';
import { service } from '../src/service.js';
import { Neighbours } from './neighbours.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: specs look into answers of any shape; a wrong look fails the spec
  readonly body: any;
}

export interface Sent {
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
  /** An object is sent as JSON, a string or bytes as they are. */
  readonly body?: unknown;
}

/** A real gateway in front of stand-ins for the other services. */
export class World {
  private constructor(
    readonly gateway: TestService,
    readonly neighbours: Neighbours,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<World> {
    const neighbours = await Neighbours.start(inject('parts').keysDir);
    const gateway = await bootService(service, {
      env: {
        SERVICE_URLS: JSON.stringify(neighbours.urls),
        TOKEN_CUTOFFS_POLL_MS: '50',
        RATE_LIMIT_SIGN_UP_PER_MINUTE: '10000',
        RATE_LIMIT_SIGN_IN_PER_MINUTE: '10000',
        RATE_LIMIT_ANONYMOUS_PER_SECOND: '10000',
        ...env,
      },
    });
    return new World(gateway, neighbours);
  }

  get issuer() {
    return this.neighbours.issuer;
  }

  async send(method: string, path: string, { token, headers, body }: Sent = {}): Promise<Answer> {
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.gateway.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(raw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  }

  private made = 0;

  /** A new tenant with a slug of its own. */
  async tenant(): Promise<{ id: string; slug: string }> {
    const operator = await this.issuer.operator();
    const { status, body } = await this.send('POST', '/v1/tenants', { token: operator, body: this.wanted() });
    if (status !== 201) throw new Error(`The tenant was not created: ${JSON.stringify(body)}`);
    return body;
  }

  wanted(overrides: Record<string, unknown> = {}): Record<string, unknown> {
    this.made += 1;
    return {
      name: 'Acme',
      slug: `acme-${this.made}`,
      plan: 'growth',
      owner: { email: 'owner@acme.example', name: 'Olivia Owner' },
      timeZone: 'Europe/Berlin',
      ...overrides,
    };
  }

  async close(): Promise<void> {
    await this.gateway.stop();
    await this.neighbours.stop();
  }
}

/** A clear refusal, which says nothing of our insides. */
export function assertProblem({ status, headers, body }: Answer, code: string): void {
  const text = JSON.stringify(body);
  if (status < 400 || !headers.get('content-type')?.startsWith('application/problem+json')) {
    throw new Error(`That is no problem: ${status} ${text}`);
  }
  if (body.type !== `urn:crm:problem:${code}`) throw new Error(`Expected ${code}, not ${text}`);
  if (/\.ts:|\.js:|node_modules|\bat \w+ \(/.test(text)) throw new Error(`It shows a stack: ${text}`);
}
