import createClient, { type Client } from 'openapi-fetch';
import { session } from '../session/session.js';
import type { paths } from './generated/schema.js';
import { problemOf, RequestFailed } from './problem.js';
import { reach } from './reach.js';

export type Api = Client<paths>;

/** Asks the gateway with the rights of whoever is signed in. A token that was taken back meanwhile is renewed once. */
async function authorizedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await reach(withToken(request, await session.token()));
  if (first.status !== 401) return first;
  return (await session.renew()) ? reach(withToken(again, await session.token())) : first;
}

function withToken(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

const inTenants = new Map<string, Api>();

/** The API as it is for the whole platform, or for a user's own tenant. */
export const api: Api = createClient<paths>({ baseUrl: location.origin, fetch: authorizedFetch });

/** The API inside of a tenant that an operator looks into, or that the user belongs to. */
export function apiIn(tenantId: string): Api {
  const known = inTenants.get(tenantId);
  if (known) return known;
  const headers = { 'x-tenant-id': tenantId };
  const made = createClient<paths>({ baseUrl: location.origin, fetch: authorizedFetch, headers });
  inTenants.set(tenantId, made);
  return made;
}

type Answer<T> = Promise<{ data?: T | undefined; error?: unknown; response: Response }>;

/** What was answered. @throws RequestFailed with the problem, when it was refused */
export async function answered<T>(asked: Answer<T>): Promise<T> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new RequestFailed(problemOf(error, response));
  return data as T;
}

/** The same with the entity tag, for an edit that must not overwrite somebody else's (`If-Match`). */
export async function answeredWithTag<T>(asked: Answer<T>): Promise<{ data: T; etag: string | null }> {
  const { response } = await asked;
  return { data: await answered(asked), etag: response.headers.get('etag') };
}

/** For `Idempotency-Key`: one for each intention, so that a repetition after a lost answer does nothing twice. */
export const newIntention = (): string => crypto.randomUUID();
