import type { Attributes, Span, SpanStatusCode } from '@opentelemetry/api';
import { currentContext, type RequestContext, withContext } from '../context/request-context.js';
import type { SpanExport } from './span-export.js';
import { childTraceparent } from './traceparent.js';

/** A span that has failed. The library is loaded only where spans are exported, so its constant is written here. */
export const spanFailed: { readonly code: SpanStatusCode.ERROR } = { code: 2 };

export interface SpanOptions {
  readonly kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** Trace context of the span this one follows from; without it a new trace begins. */
  readonly parent?: string | undefined;
  readonly attributes?: Attributes;
}

/** A span and the trace context to hand on. Where no spans are exported there is only the trace context. */
export interface StartedSpan {
  readonly traceparent: string;
  readonly span: Span | undefined;
}

/**
 * A service's own spans (injectable). Parents are named by their trace context and never found by looking around, so
 * several services in one process do not mix. Trace contexts exist, and correlate logs, even if nothing is exported.
 */
export class Tracing {
  private constructor(private readonly target: SpanExport | undefined) {}

  /** With an `endpoint` (OTLP over HTTP) spans are exported; without, nothing of the SDK is even loaded. */
  static async start(service: string, endpoint: string | undefined): Promise<Tracing> {
    if (endpoint === undefined) return new Tracing(undefined);
    const { SpanExport } = await import('./span-export.js');
    return new Tracing(new SpanExport(service, endpoint));
  }

  /** Starts a span that the caller ends. */
  startSpan(name: string, options: SpanOptions): StartedSpan {
    if (!this.target) return { traceparent: childTraceparent(options.parent), span: undefined };
    const span = this.target.start(name, options);
    const { traceId, spanId, traceFlags } = span.spanContext();
    return { span, traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}` };
  }

  /** Runs `work` in a span that ends and fails with it; to `work` and all it calls, the span is the current one. */
  async traced<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
    const { span, traceparent } = this.startSpan(name, options);
    const context = currentContext();
    const run = () => (context ? withContext(below(context, traceparent), work) : work());
    if (!span) return run();
    try {
      return await run();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus(spanFailed);
      throw error;
    } finally {
      span.end();
    }
  }

  /** Sends what is not yet sent. */
  async stop(): Promise<void> {
    await this.target?.stop();
  }
}

/** The same work in a new span: whether its outcome is already kept stays one fact for both. */
function below(context: RequestContext, traceparent: string): RequestContext {
  return {
    ...context,
    traceparent,
    get idempotency() {
      return context.idempotency;
    },
    set idempotency(pending) {
      context.idempotency = pending;
    },
  };
}
