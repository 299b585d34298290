import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { startTiny } from '../../test/tiny-service.js';

it('with METRICS_PORT, metrics are there and no longer on the main port', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));

  const tiny = await startTiny({ env: { METRICS_PORT: String(port) } });
  const inside = `http://127.0.0.1:${port}`;
  try {
    expect((await tiny.fetch('/metrics')).status).toBe(404);
    expect(await (await fetch(`${inside}/metrics`)).text()).toContain('process_cpu_user_seconds_total');
    expect((await fetch(`${inside}/healthz`)).status).toBe(404);
  } finally {
    await tiny.stop();
  }
  await expect(fetch(`${inside}/metrics`)).rejects.toThrow();
});
