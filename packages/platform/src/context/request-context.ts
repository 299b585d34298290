import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known about the work in progress: a request, a handled event or a fired timer. */
export interface RequestContext {
  /** Id of the request, event or timer that is being worked on. */
  readonly requestId: string;
  /** Shared by everything that follows from one request, across services. */
  readonly correlationId: string;
  /** Id of the event that caused this work; absent for requests that no event has led to. */
  causationId?: string;
  /** Events between the first request and this work; 0 for a request that no event has led to. */
  hopCount: number;
  /** Who acts: `user:<id>`, `operator:<id>`, `service:<name>` or `anonymous`. */
  actor: string;
  tenantId?: string;
  /** W3C trace context of the work in progress. */
  readonly traceparent?: string;
  /** Present while a request with an Idempotency-Key has not yet committed its first transaction. */
  idempotency?: PendingIdempotency;
}

export interface PendingIdempotency {
  /** `<tenant or ->:<subject>`: two callers may use the same key. */
  readonly scope: string;
  readonly key: string;
  /** Hash of method, path and body: one key stands for one request. */
  readonly requestHash: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of the work in progress, or undefined outside of any. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Runs `work` with `context` visible to everything it calls and awaits. */
export function withContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}
