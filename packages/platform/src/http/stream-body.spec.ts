import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../test/problem.js';
import { startTiny, type TinyService, user } from '../../test/tiny-service.js';
import { currentContext } from '../context/request-context.js';
import { RequiresPermission } from '../identity/access-decorators.js';
import { BodyStream, StreamsBody } from './stream-body.js';

@Controller('v1/imports')
class ImportsController {
  sawChunk = false;

  @Post()
  @StreamsBody(['text/csv', 'multipart/form-data'], { maxBytes: 1_000 })
  @RequiresPermission('widgets:write')
  async import(@BodyStream() body: Readable) {
    let bytes = 0;
    for await (const chunk of body) {
      this.sawChunk = true;
      bytes += (chunk as Buffer).length;
    }
    return { bytes, tenant: currentContext()?.tenantId };
  }

  @Post('unread')
  @StreamsBody('text/csv', { maxBytes: 1_000_000 })
  @RequiresPermission('widgets:write')
  async unread(@BodyStream() body: Readable) {
    await once(body, 'readable');
    throw new Error('The first line is wrong.');
  }
}

let tiny: TinyService;
beforeAll(async () => {
  tiny = await startTiny({ controllers: [ImportsController] });
});
afterAll(() => tiny.stop());

const send = (body: ReadableStream | string, type = 'text/csv; charset=utf-8') =>
  tiny.fetch('/v1/imports', { method: 'POST', headers: { 'content-type': type }, body, duplex: 'half' } as RequestInit);

describe('a route that takes a stream', () => {
  it('sees the first bytes before the last are sent, in the context of the request', async () => {
    const imports = tiny.running.app.get(ImportsController);
    const slow = new ReadableStream({
      async start(controller) {
        controller.enqueue(Buffer.from('name\n'));
        // The last bytes are sent only when the first were seen: a route that waits for all of them never ends.
        while (!imports.sawChunk) await delay(5);
        controller.enqueue(Buffer.from('a\n'));
        controller.close();
      },
    });
    const response = await send(slow);
    expect(await response.json()).toEqual({ bytes: 7, tenant: expect.any(String) });
  });

  it('refuses what is too long, announced or not', async () => {
    expect(await problem(await send('a'.repeat(1_001)))).toMatchObject({ status: 413, code: 'payload-too-large' });
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.alloc(1_001));
        controller.close();
      },
    });
    expect(await problem(await send(unannounced))).toMatchObject({ status: 413 });
  });

  it('does not block its connection when it stops reading', async () => {
    const { hostname, port } = new URL(tiny.running.url);
    const token = await (await tiny.tokensOf('api-gateway')).mint('widgets', user);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (path: string, body: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'content-length': body.length };
        const sent = request({ hostname, port, path, method: 'POST', agent, headers }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        });
        sent.once('error', reject).end(body);
      });
    expect(await post('/v1/imports/unread', 'a'.repeat(900_000))).toBe(500);
    expect(await post('/v1/imports', 'a'.repeat(900))).toBe(201);
    agent.destroy();
  });

  it('refuses other types', async () => {
    expect(await problem(await send('{}', 'application/json'))).toMatchObject({ status: 415 });
    expect((await send('--x', 'multipart/form-data; boundary=x')).status).toBe(201);
  });
});
