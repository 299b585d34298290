import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { startTiny } from '../../test/tiny-service.js';
import { currentContext } from '../context/request-context.js';
import { Unguarded } from '../identity/access-decorators.js';
import { extract } from './propagation.js';
import { childTraceparent, isTraceparent } from './traceparent.js';

@Controller()
class TraceController {
  @Get('trace/:name')
  @Unguarded()
  trace() {
    return { traceparent: currentContext()?.traceparent };
  }
}

const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const told = async (response: Response) => ((await response.json()) as { traceparent: string }).traceparent;

interface Exported {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] };
    scopeSpans: { spans: { name: string; traceId: string; parentSpanId: string; spanId: string; kind: number }[] }[];
  }[];
}

/** A collector as OTLP over HTTP describes it. */
async function startCollector() {
  const received: Exported[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    if (request.url === '/v1/traces')
      received.push(JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as Exported);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, received, stop: () => new Promise((resolve) => server.close(resolve)) };
}

describe('a trace', () => {
  it('is followed or begun, also where nothing is exported', async () => {
    const tiny = await startTiny({ controllers: [TraceController] });
    const followed = await told(await tiny.fetch('/trace/a', { headers: { traceparent: given } }));
    expect(followed).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/);
    const begun = await Promise.all([1, 2, 3].map(async () => told(await tiny.fetch('/trace/a'))));
    for (const traceparent of begun) expect(isTraceparent(traceparent)).toBe(true);
    expect(new Set(begun).size).toBe(3);
    expect(await told(await tiny.fetch('/trace/a', { headers: { traceparent: '00-xyz' } }))).not.toContain('xyz');
    await tiny.stop();
  });

  it('is exported by the service that did the work, before it has stopped', async () => {
    const collector = await startCollector();
    const tiny = await startTiny({
      controllers: [TraceController],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    });
    const traceparent = await told(await tiny.fetch('/trace/a', { headers: { traceparent: given } }));
    await tiny.stop();
    await collector.stop();
    const [exported] = collector.received.flatMap(({ resourceSpans }) => resourceSpans);
    const service = exported?.resource.attributes.find(({ key }) => key === 'service.name');
    expect(service?.value.stringValue).toBe('widgets');
    const [span] = exported?.scopeSpans.flatMap(({ spans }) => spans) ?? [];
    expect(span).toMatchObject({
      name: 'GET /trace/:name',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      kind: 2,
    });
    expect(traceparent).toBe(`00-${span?.traceId}-${span?.spanId}-01`);
  });

  it('has the form of W3C Trace Context', () => {
    expect(isTraceparent(childTraceparent())).toBe(true);
    expect(isTraceparent(`00-${'0'.repeat(32)}-b7ad6b7169203331-01`)).toBe(false);
    expect(isTraceparent(given.toUpperCase())).toBe(false);
    expect(extract({ traceparent: [given] })).toBeUndefined();
  });
});
