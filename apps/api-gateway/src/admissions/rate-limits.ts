import { pages } from '@crm/events';
import { anonymousCaller, type Caller, Metrics, type Problem, TooManyRequests } from '@crm/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GatewayConfig } from '../config.js';
import { clientAddress } from './client-address.js';
import { type Taken, TokenBuckets } from './token-buckets.js';

type RateClass = 'reads' | 'writes' | 'pages' | 'anonymous' | 'sign-in' | 'sign-up';

interface Limit {
  readonly buckets: TokenBuckets;
  /** `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10: quota `q` in a window of `w` seconds. */
  readonly policy: string;
}

/** How often one may come: a tenant by what it does, people who are not signed in by where they come from. */
@Injectable()
export class RateLimits {
  private readonly limits: Readonly<Record<RateClass, Limit>>;
  private readonly refused;

  constructor(
    private readonly config: GatewayConfig,
    metrics: Metrics,
  ) {
    const tenant = [config.RATE_LIMIT_TENANT_PER_SECOND, config.RATE_LIMIT_TENANT_BURST] as const;
    const signIn = config.RATE_LIMIT_SIGN_IN_PER_MINUTE;
    const signUp = config.RATE_LIMIT_SIGN_UP_PER_MINUTE;
    this.limits = {
      reads: limit('reads', ...tenant),
      writes: limit('writes', ...tenant),
      pages: limitOf('pages', config.RATE_LIMIT_PAGES_PER_SECOND),
      anonymous: limitOf('anonymous', config.RATE_LIMIT_ANONYMOUS_PER_SECOND),
      'sign-in': limit('sign-in', signIn / 60, signIn),
      'sign-up': limit('sign-up', signUp / 60, signUp),
    };
    this.refused = metrics.counter({
      name: 'gateway_rate_limited_total',
      help: 'Requests that were refused because too many came',
      labels: ['class'],
    });
  }

  /** Counts the request; the problem to answer with when it is one too many. */
  charge(caller: Caller, path: string, request: FastifyRequest): Problem | undefined {
    return this.take(classOf(caller, path, request.method), caller, request);
  }

  /** Counts a proof that another service has to be asked about: as long as it is not known, anybody may have sent it. */
  chargeStranger(request: FastifyRequest): Problem | undefined {
    return this.take('anonymous', anonymousCaller, request);
  }

  private take(rateClass: RateClass, caller: Caller, request: FastifyRequest): Problem | undefined {
    const { buckets, policy } = this.limits[rateClass];
    const taken = buckets.take(this.keyOf(rateClass, caller, request), performance.now());
    if (taken.allowed) return undefined;
    this.refused.inc({ class: rateClass });
    const seconds = Math.max(1, Math.ceil(taken.waitSeconds));
    return new TooManyRequests(
      `The limit of ${rateClass} is reached. Wait for ${seconds} s.`,
      { class: rateClass },
      { 'retry-after': String(seconds), 'ratelimit-policy': policy, ratelimit: state(rateClass, taken) },
    );
  }

  private keyOf(rateClass: RateClass, caller: Caller, request: FastifyRequest): string {
    if (rateClass !== 'reads' && rateClass !== 'writes') return clientAddress(request, this.config.TRUSTED_PROXIES);
    return caller.kind === 'user' && caller.tenantId !== null ? caller.tenantId : caller.actor;
  }
}

/** Renewing a session proves nothing that could be guessed, and ending one neither. */
const renewing = new Set(['/v1/auth/refresh', '/v1/auth/sign-out', '/v1/auth/browser-session/refresh']);

/** Guessing is slow for everybody but operators, whatever token is sent along. */
function classOf({ kind }: Caller, path: string, method: string): RateClass {
  if (method === 'POST' && kind !== 'operator') {
    if (path === '/v1/tenants') return 'sign-up';
    if (path.startsWith('/v1/auth/') && !renewing.has(path)) return 'sign-in';
  }
  if (isPage(path)) return 'pages';
  if (kind === 'anonymous') return 'anonymous';
  return method === 'GET' || method === 'HEAD' ? 'reads' : 'writes';
}

const places = Object.values(pages).map((page) => `/${page}`);

/** Pages and their files are many to one look, cost little, and are the same for everybody. */
const isPage = (path: string): boolean => places.some((place) => path === place || path.startsWith(`${place}/`));

const limitOf = (name: RateClass, perSecond: number): Limit =>
  limit(name, perSecond, Math.max(1, Math.ceil(perSecond * 2)));

function limit(name: RateClass, perSecond: number, burst: number): Limit {
  const window = Math.max(1, Math.ceil(burst / perSecond));
  return { buckets: new TokenBuckets(perSecond, burst), policy: `"${name}";q=${burst};w=${window}` };
}

/** `RateLimit`: what remains `r`, and the seconds `t` until all is back. */
function state(name: RateClass, { remaining, fullInSeconds }: Taken): string {
  return `"${name}";r=${remaining};t=${Math.ceil(fullInSeconds)}`;
}
