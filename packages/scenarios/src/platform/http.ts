import { setTimeout as delay } from 'node:timers/promises';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface Ask {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/**
 * One request; a string as body is sent as it is (give its content-type), everything else as JSON. Where it comes too
 * often (429) it waits as told: a platform that runs already has the limits of production.
 */
export async function ask<T>(base: string, method: string, path: string, what: Ask = {}): Promise<Answer<T>> {
  for (;;) {
    const answer = await askOnce<T>(base, method, path, what);
    if (answer.status !== 429) return answer;
    await delay(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
  }
}

async function askOnce<T>(
  base: string,
  method: string,
  path: string,
  { token, body, headers }: Ask,
): Promise<Answer<T>> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(new URL(path, base), {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
}

/** The gateway refused a request that a story needs. */
export class Refused extends Error {
  constructor(
    method: string,
    path: string,
    readonly status: number,
    readonly problem: unknown,
  ) {
    super(`${method} ${path} was answered ${status}: ${JSON.stringify(problem)}`);
  }
}
