import type { Route } from 'playwright-core';

/** What a screen may have to show. `full` is what the platform answers. */
export const screenStates = ['full', 'empty', 'loading', 'error', 'many'] as const;
export type ScreenState = (typeof screenStates)[number];

/** Rows of a list that is as long as lists get. */
const many = 10_000;

/** Answers what stands around the screens as ever: who is signed in, and which tenant it is about. */
const untouched = /\/v1\/(auth\/|tenants\/[^/?]+$|notifications\/counts)/;

/** Puts a screen into a state by what the API answers to it; the page itself does not know. */
export async function answerFor(state: ScreenState, route: Route): Promise<void> {
  const request = route.request();
  const asksOnly = request.method() === 'GET' || request.url().endsWith('/v1/live/tickets');
  if (state === 'full' || !asksOnly || untouched.test(request.url())) return route.continue();
  if (state === 'loading') return;
  if (state === 'error')
    return route.fulfill({ status: 503, contentType: 'application/problem+json', body: unavailable });
  const response = await route.fetch().catch(() => undefined);
  if (!response) return route.abort();
  if (!response.headers()['content-type']?.includes('json')) return route.fulfill({ response });
  const body: unknown = await response.json();
  return route.fulfill({
    response,
    json: state === 'empty' ? emptied(body) : multiplied(body),
  });
}

const unavailable = JSON.stringify({
  type: 'urn:crm:problem:service-unavailable',
  title: 'A service is not available at the moment',
  status: 503,
  detail: 'It cannot be reached. Nothing was done; try again in a moment.',
  instance: '/',
  requestId: '0191f0c2-0000-7000-8000-000000000000',
});

function emptied(body: unknown): unknown {
  return hasItems(body) ? { ...body, items: [], ...('nextCursor' in body ? { nextCursor: null } : {}) } : body;
}

/** The same rows again and again, each with ids of its own. */
function multiplied(body: unknown): unknown {
  if (!hasItems(body) || body.items.length === 0) return body;
  const { items } = body;
  const rows = Array.from({ length: many }, (_, index) => renamed(items[index % items.length], index));
  return { ...body, items: rows, ...('nextCursor' in body ? { nextCursor: null } : {}) };
}

function renamed(row: unknown, index: number): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const end = index.toString(16).padStart(8, '0');
  const ids = Object.entries(row).filter(([name, value]) => isId.test(name) && typeof value === 'string');
  return {
    ...row,
    ...Object.fromEntries(ids.map(([name, value]) => [name, `${(value as string).slice(0, -8)}${end}`])),
  };
}

const isId = /^(id|eventId|correlationId|key|tenantId)$/;

function hasItems(body: unknown): body is { items: unknown[] } {
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
}
