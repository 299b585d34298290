import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { startTiny } from '../../test/tiny-service.js';
import { Health } from '../health/health.js';
import { Unguarded } from '../identity/access-decorators.js';

@Injectable()
class Consumer implements OnModuleDestroy {
  stoppedAt = 0;

  onModuleDestroy() {
    this.stoppedAt = performance.now();
  }
}

@Controller()
class SlowController {
  servedAt = 0;

  @Get('slow')
  @Unguarded()
  async slow() {
    await delay(200);
    this.servedAt = performance.now();
    return { served: true };
  }

  @Get('slow-failure')
  @Unguarded()
  async slowFailure() {
    await delay(200);
    throw new Error('It failed in the end.');
  }
}

describe('a service that stops', () => {
  it('finishes requests first, then lets its consumers end, and refuses new connections', async () => {
    const tiny = await startTiny({ controllers: [SlowController], providers: [Consumer] });
    const { app, url } = tiny.running;
    const [slow, consumer] = [app.get(SlowController), app.get(Consumer)];
    const pending = fetch(`${url}/slow`);
    await delay(50);
    const stopping = tiny.stop();
    await delay(20);
    await expect(fetch(`${url}/healthz`, { headers: { connection: 'close' } })).rejects.toThrow();
    const response = await pending;
    expect(await response.json()).toEqual({ served: true });
    expect(response.headers.get('connection')).toBe('close');
    const finished = performance.now();
    await stopping;
    expect(performance.now() - finished).toBeLessThan(500);
    expect(consumer.stoppedAt).toBeGreaterThanOrEqual(slow.servedAt);
    await tiny.running.stop();
  });

  it('does not wait for connections that a failed request leaves open', async () => {
    const tiny = await startTiny({ controllers: [SlowController] });
    const pending = fetch(`${tiny.running.url}/slow-failure`);
    await delay(50);
    const stopping = tiny.stop();
    expect((await pending).status).toBe(500);
    const finished = performance.now();
    await stopping;
    expect(performance.now() - finished).toBeLessThan(500);
  });

  it('does not wait for connections that were opened ahead and never used', async () => {
    const tiny = await startTiny();
    const socket = connect(Number(new URL(tiny.running.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    await delay(50);
    const began = performance.now();
    await tiny.stop();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('frees its port and does not wait for idle connections', async () => {
    const tiny = await startTiny();
    const { url } = tiny.running;
    await (await fetch(`${url}/healthz`)).text();
    const began = performance.now();
    await tiny.stop();
    expect(performance.now() - began).toBeLessThan(1_000);
    const again = await startTiny({ env: { PORT: new URL(url).port } });
    await again.stop();
  });
});

describe('readiness', () => {
  it('shows what does not work', async () => {
    const tiny = await startTiny();
    const health = tiny.running.app.get(Health);
    health.register('outbox', () => undefined);
    health.register('broker', async () => {
      throw new Error('The consumer has no channel.');
    });
    const response = await tiny.fetch('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'not-ready',
      checks: { outbox: { status: 'ok' }, broker: { status: 'failed', message: 'The consumer has no channel.' } },
    });
    health.unregister('broker');
    expect((await tiny.fetch('/readyz')).status).toBe(200);
    health.beginStop();
    expect((await tiny.fetch('/readyz')).status).toBe(503);
    expect((await tiny.fetch('/healthz')).status).toBe(200);
    await tiny.stop();
  });
});

describe('a service that cannot start', () => {
  it('leaves nothing behind', async () => {
    const first = await startTiny();
    const { port } = new URL(first.running.url);
    await expect(startTiny({ env: { PORT: port } })).rejects.toThrow('EADDRINUSE');
    await expect(startTiny({ env: { KEYS_DIR: '/nowhere' } })).rejects.toThrow('set KEYS_DIR');
    await first.stop();
  });
});
