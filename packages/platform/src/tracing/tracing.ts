import { type Attributes, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { currentContext, withContext } from '../context/request-context.js';
import { childTraceparent, isTraceparent } from './traceparent.js';

export type TraceKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

const kinds: Record<TraceKind, SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

export interface SpanOptions {
  readonly kind: TraceKind;
  /** The span this one follows from; without it a new trace begins. */
  readonly parent?: string | undefined;
  readonly attributes?: Attributes;
}

/** A span and the trace context to hand on. Without an SDK there is no span, and the trace context is random. */
export interface StartedSpan {
  readonly traceparent: string;
  readonly span: Span | undefined;
}

/** Starts a span of `service`; the caller ends it. */
export function startSpan(service: string, name: string, options: SpanOptions): StartedSpan {
  if (!tracing) return { traceparent: childTraceparent(options.parent), span: undefined };
  const parent =
    options.parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parse(options.parent));
  const span = trace
    .getTracer(service)
    .startSpan(
      name,
      { kind: kinds[options.kind], attributes: { 'crm.service': service, ...options.attributes } },
      parent,
    );
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { span, traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}` };
}

/** Runs `work` in a span that ends with it and fails with it; `work` sees the new trace context as its current one. */
export async function traced<T>(
  service: string,
  name: string,
  options: SpanOptions,
  work: () => Promise<T>,
): Promise<T> {
  const { span, traceparent } = startSpan(service, name, options);
  const context = currentContext();
  const run = () => (context ? withContext({ ...context, traceparent }, work) : work());
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

/** Writes the trace context of the work in progress into outgoing headers or attributes. */
export function inject<T extends Record<string, unknown>>(carrier: T): T & { traceparent?: string } {
  const traceparent = currentContext()?.traceparent;
  return traceparent === undefined ? carrier : { ...carrier, traceparent };
}

/** The trace context of incoming headers or attributes; a broken one counts as none. */
export function extract(carrier: Readonly<Record<string, unknown>>): string | undefined {
  const value = carrier['traceparent'];
  return isTraceparent(value) ? value : undefined;
}

/** Of the process: the OpenTelemetry API knows one provider. Set once by the SDK's start. */
let tracing = false;

/** @internal */
export function enableTracing(): void {
  tracing = true;
}

function parse(traceparent: string) {
  return {
    traceId: traceparent.slice(3, 35),
    spanId: traceparent.slice(36, 52),
    traceFlags: Number.parseInt(traceparent.slice(53), 16),
    isRemote: true,
  };
}
