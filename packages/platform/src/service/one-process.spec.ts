import { Controller, Get } from '@nestjs/common';
import { expect, it } from 'vitest';
import { startTiny } from '../../test/tiny-service.js';
import { Health } from '../health/health.js';
import { Unguarded } from '../identity/access-decorators.js';
import { Log } from '../logging/log.js';

@Controller()
class HelloController {
  @Get('hello')
  @Unguarded()
  hello() {
    return {};
  }
}

it('two services of one process share nothing but the process', async () => {
  const one = await startTiny({ controllers: [HelloController] });
  const other = await startTiny({ controllers: [HelloController], definition: { name: 'user-auth' } });
  for (const part of [Log, Health, HelloController]) {
    expect(one.running.app.get(part)).not.toBe(other.running.app.get(part));
  }

  await one.fetch('/hello');
  const metrics = async (url: string) => (await fetch(`${url}/metrics`)).text();
  expect(await metrics(one.running.url)).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/hello"[^}]*\} 1/);
  expect(await metrics(other.running.url)).not.toContain('route="/hello"');
  expect(await metrics(other.running.url)).toContain('process_cpu_user_seconds_total');

  await one.stop();
  expect((await fetch(`${other.running.url}/hello`)).status).toBe(200);
  await other.stop();
});
