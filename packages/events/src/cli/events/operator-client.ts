import type { ServiceName } from '../../links.js';
import { gatewayAccess } from '../running-platform.js';
import type { Options } from './options.js';

/** A delivery that was given up or waits, as `/v1/operations` shows it. */
export interface Letter {
  readonly id: string;
  readonly type: string;
  readonly tenantId: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly error: string | null;
  readonly attempts: number;
  readonly receivedAt: string;
  readonly event: unknown;
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
}

/** The platform refused a request of ours. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Speaks to the operations of every service through the gateway, signed in as an operator. */
export class OperatorClient {
  private constructor(
    private readonly gatewayUrl: string,
    private readonly token: string,
  ) {}

  static async signIn(options: Options): Promise<OperatorClient> {
    const { gatewayUrl, email, password } = gatewayAccess(options);
    const { accessToken } = await send<{ accessToken: string }>(gatewayUrl, 'POST', '/v1/auth/sign-in', {
      body: { email, password },
    });
    return new OperatorClient(gatewayUrl, accessToken);
  }

  get<T>(service: ServiceName, path: string): Promise<T> {
    return send<T>(this.gatewayUrl, 'GET', `/v1/operations/${service}/${path}`, { token: this.token });
  }

  post<T>(service: ServiceName, path: string, body: unknown): Promise<T> {
    return send<T>(this.gatewayUrl, 'POST', `/v1/operations/${service}/${path}`, { token: this.token, body });
  }

  /** What is dead or parked in some services, in the order of the services. */
  async letters(
    services: readonly ServiceName[],
    kind: 'dead-letters' | 'parked',
    limit: string,
  ): Promise<(Letter & { service: ServiceName })[]> {
    const lists = await Promise.all(
      services.map(async (service) => {
        const { items } = await this.get<{ items: Letter[] }>(service, `${kind}?limit=${encodeURIComponent(limit)}`);
        return items.map((letter) => ({ service, ...letter }));
      }),
    );
    return lists.flat();
  }
}

async function send<T>(
  gatewayUrl: string,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown },
): Promise<T> {
  const response = await fetch(new URL(path, gatewayUrl), {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error(`Nothing answers at ${gatewayUrl}. Is the platform running? "npm run status" tells.`);
  });
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
  const { title, detail } = problemIn(text);
  const why = [title ?? `HTTP ${response.status}`, detail].filter(Boolean).join(': ');
  throw new Refused(response.status, `${why} (${method} ${path} answered ${response.status}).`);
}

function problemIn(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}
