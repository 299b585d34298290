import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

export interface SpanExport {
  readonly tracer: Tracer;
  stop(): Promise<void>;
}

/** The OpenTelemetry SDK for one service: spans go to `<endpoint>/v1/traces` in batches, and are dropped if it is away. */
export function startSpanExport(service: string, endpoint: string): SpanExport {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 5_000 });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'crm' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  return { tracer: provider.getTracer('crm'), stop: () => provider.shutdown() };
}
