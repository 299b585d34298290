import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { currentContext, type RequestContext, withContext } from '../context/request-context.js';
import type { SpanExport } from './span-export.js';
import { childTraceparent } from './traceparent.js';

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

export interface SpanOptions {
  readonly kind: keyof typeof kinds;
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
  private readonly tracer: Tracer | undefined;

  private constructor(private readonly target: SpanExport | undefined) {
    this.tracer = target?.tracer;
  }

  /** With an `endpoint` (OTLP over HTTP) spans are exported; without, nothing of the SDK is even loaded. */
  static async start(service: string, endpoint: string | undefined): Promise<Tracing> {
    if (endpoint === undefined) return new Tracing(undefined);
    const { startSpanExport } = await import('./span-export.js');
    return new Tracing(startSpanExport(service, endpoint));
  }

  /** Starts a span that the caller ends. */
  startSpan(name: string, options: SpanOptions): StartedSpan {
    if (!this.tracer) return { traceparent: childTraceparent(options.parent), span: undefined };
    const { parent, kind, attributes = {} } = options;
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContextOf(parent));
    const span = this.tracer.startSpan(name, { kind: kinds[kind], attributes }, context);
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
      span.setStatus({ code: SpanStatusCode.ERROR });
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

function spanContextOf(traceparent: string): SpanContext {
  return {
    traceId: traceparent.slice(3, 35),
    spanId: traceparent.slice(36, 52),
    traceFlags: Number.parseInt(traceparent.slice(53), 16),
    isRemote: true,
  };
}
