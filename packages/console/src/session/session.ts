import { failureOf, problemOf, RequestFailed } from '../api/problem.js';
import { reach } from '../api/reach.js';

export interface SignedInUser {
  readonly kind: 'user' | 'operator';
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly tenantId: string | null;
  readonly role: string | null;
  readonly permissions: readonly string[];
}

export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signed-out'; readonly notice?: string }
  | { readonly status: 'signed-in'; readonly user: SignedInUser };

interface Granted {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly user: SignedInUser;
}

const path = '/v1/auth/browser-session';
/** A token that is good for less than this is renewed before it is used. */
const marginMs = 30_000;
/** A question without an answer would keep the other tabs waiting for their turn. */
const patienceMs = 10_000;
/** Set while this browser may hold a cookie, so that nobody asks in vain. */
const mark = 'console.signed-in';

/**
 * Who is signed in. The refresh token is a cookie that no script can read; the access token lives in this page's memory
 * alone. Tabs renew one after the other (Web Locks), and tell each other when somebody signs in or out.
 */
class Session {
  private state: SessionState = { status: 'unknown' };
  private accessToken = '';
  private goodUntil = 0;
  private renewing: Promise<boolean> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly tabs = new BroadcastChannel('crm-session');

  constructor() {
    this.tabs.onmessage = ({ data }: MessageEvent<'signed-in' | 'signed-out'>) => {
      if (data === 'signed-out') this.become({ status: 'signed-out', notice: 'You signed out in another tab.' });
      else void this.renew();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SessionState => this.state;

  /** Which of somebody's sessions this one is, as its token says. */
  id(): string | undefined {
    const claims = this.accessToken.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/');
    return claims === undefined ? undefined : (JSON.parse(atob(claims)) as { sid?: string }).sid;
  }

  /** Goes on with the session that the browser has a cookie of, if it has one. */
  async resume(): Promise<SessionState> {
    if (this.state.status !== 'unknown') return this.state;
    if (localStorage.getItem(mark) === null || !(await this.renew())) this.become({ status: 'signed-out' });
    return this.state;
  }

  /** @throws RequestFailed as the service answers: wrong-credentials, choose-tenant, too-many-requests */
  async signIn(credentials: { email: string; password: string; tenantId?: string }): Promise<void> {
    this.accept(await ask<Granted>('POST', path, credentials));
    this.tabs.postMessage('signed-in');
  }

  async signOut(): Promise<void> {
    await ask('DELETE', path).catch(() => undefined);
    this.become({ status: 'signed-out' });
    this.tabs.postMessage('signed-out');
  }

  /** An access token that is good for a while; renewed first where it is not. Undefined when nobody is signed in. */
  async token(): Promise<string | undefined> {
    if (this.accessToken !== '' && Date.now() < this.goodUntil - marginMs) return this.accessToken;
    if (localStorage.getItem(mark) === null) return undefined;
    return (await this.renew()) ? this.accessToken : undefined;
  }

  /** Whether there is a new access token. While the platform cannot be reached the session stays as it is. */
  renew(): Promise<boolean> {
    this.renewing ??= this.renewInTurn().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async renewInTurn(): Promise<boolean> {
    try {
      this.accept(await navigator.locks.request('crm-session', () => ask<Granted>('POST', `${path}/refresh`)));
      return true;
    } catch (error) {
      const { problem, code } = failureOf(error);
      if (problem.status !== 401) throw error;
      const notice = code === 'invalid-refresh-token' ? undefined : problem.detail;
      if (this.state.status !== 'unknown') this.become({ status: 'signed-out', ...(notice ? { notice } : {}) });
      return false;
    }
  }

  private accept({ accessToken, expiresIn, user }: Granted): void {
    this.accessToken = accessToken;
    this.goodUntil = Date.now() + expiresIn * 1_000;
    this.become({ status: 'signed-in', user });
  }

  private become(state: SessionState): void {
    if (state.status === 'signed-in') {
      localStorage.setItem(mark, 'yes');
    } else {
      localStorage.removeItem(mark);
      this.accessToken = '';
      this.goodUntil = 0;
    }
    // A renewal that changes nothing about the user is none of the screens' business.
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

async function ask<T>(method: string, url: string, body?: unknown): Promise<T> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const signal = AbortSignal.timeout(patienceMs);
  const response = await reach(url, { method, credentials: 'same-origin', signal, ...json });
  const text = await response.text();
  const parsed: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  if (!response.ok) throw new RequestFailed(problemOf(parsed, response));
  return parsed as T;
}

export const session = new Session();
