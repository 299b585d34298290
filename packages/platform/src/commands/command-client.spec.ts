import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IsString } from 'class-validator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTiny, type TinyService, tenantId } from '../../test/tiny-service.js';
import { currentContext, withContext } from '../context/request-context.js';
import { defineProblem } from '../http/problem.js';
import { problemOf } from '../http/problem-of.js';
import { CommandRoute, RequiresPermission } from '../identity/access-decorators.js';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/caller-decorators.js';
import { Tracing } from '../tracing/tracing.js';
import { CommandClient } from './command-client.js';
import type { CommandFailed } from './command-failed.js';
import type { Command, CommandTable } from './command-table.js';
import { Commands } from './commands.js';

interface Seen {
  caller: Caller;
  name: string;
  loud: string;
  body: { word: string };
  correlationId: string;
  causationId?: string;
  hopCount: number;
  traceparent: string;
}

const say: Command<{ params: { name: string }; query: { loud: boolean }; body: { word: string } }, Seen> = {
  caller: ['billing-worker'],
  callee: 'widgets',
  method: 'POST',
  path: '/v1/widgets/:name/words',
};
const refuse: Command = { caller: 'billing-worker', callee: 'widgets', method: 'GET', path: '/v1/refusal' };
const ask: Command = { caller: 'billing-worker', callee: 'user-auth', method: 'GET', path: '/v1/ask' };
const tell: Command = { caller: 'billing-worker', callee: 'user-auth', method: 'POST', path: '/v1/tell' };
const each = {
  caller: 'billing-worker',
  callee: ['widgets', 'gadgets'],
  method: 'GET',
  path: '/v1/each',
} as const satisfies Command;
const commands = {
  'widgets.each': each,
  'widgets.say': say,
  'widgets.refuse': refuse,
  'user-auth.ask': ask,
  'user-auth.tell': tell,
} satisfies CommandTable;

const Refused = defineProblem('widget-refused', 409, 'The widget refused');

class Word {
  @IsString()
  word: string;
}

@Controller('v1')
class WordsController {
  @Get('hops')
  @RequiresPermission('widgets:read')
  hops() {
    return { causationId: currentContext()?.causationId, hopCount: currentContext()?.hopCount };
  }

  @Post('widgets/:name/words')
  @HttpCode(200)
  @CommandRoute('widgets.say')
  say(@CurrentCaller() caller: Caller, @Param('name') name: string, @Query('loud') loud: string, @Body() body: Word) {
    const context = currentContext();
    const { correlationId, causationId, hopCount, traceparent } = context ?? {};
    return { caller, name, loud, body, correlationId, causationId, hopCount, traceparent };
  }

  @Get('each')
  @CommandRoute('widgets.each')
  each(@CurrentCaller() { subject }: Caller) {
    return { subject };
  }

  @Get('refusal')
  @CommandRoute('widgets.refuse')
  refuse() {
    throw new Refused('Not today.');
  }
}

let tiny: TinyService;
let client: CommandClient;
let typed: Commands<typeof commands>;
const urls: Record<string, string> = {};
let stub: Server | undefined;

beforeAll(async () => {
  tiny = await startTiny({ controllers: [WordsController], commands });
  urls['widgets'] = tiny.running.url;
  const tokens = await tiny.tokensOf('billing-worker');
  client = new CommandClient({
    service: 'billing-worker',
    urls,
    commands,
    tokens,
    tracing: await Tracing.start('billing-worker', undefined),
  });
  typed = new Commands<typeof commands>(client);
});
afterEach(() => {
  stub?.closeAllConnections();
  stub?.close();
});
afterAll(() => tiny.stop());

const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable(),
    (error: CommandFailed) => error,
  );

/** Another service as the network shows it: it may break connections or stay silent. */
async function peer(
  answer: (attempt: number, end: (body?: string) => void, destroy: () => void) => void,
): Promise<() => number> {
  let attempts = 0;
  stub = createServer((request, response) => {
    attempts += 1;
    request.resume();
    answer(
      attempts,
      (body) => response.setHeader('content-type', 'application/json').end(body),
      () => request.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => stub?.listen(0, '127.0.0.1', resolve));
  urls['user-auth'] = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
  return () => attempts;
}

describe('a command', () => {
  it('reaches its callee signed, with what follows from the request', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
    const context = { requestId: 'r', correlationId: 'c-1', hopCount: 0, actor: 'user:7', traceparent };
    const seen = await withContext(context, () =>
      typed.call('widgets.say', { params: { name: 'a/b ?' }, query: { loud: true }, body: { word: 'hi' }, tenantId }),
    );
    expect(seen).toMatchObject({
      name: 'a/b ?',
      loud: 'true',
      body: { word: 'hi' },
      correlationId: 'c-1',
      caller: { kind: 'service', subject: 'billing-worker', service: 'billing-worker', tenantId, actor: 'user:7' },
    });
    expect(seen.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)/);
  });

  it('hands on the event behind it and its hops, which nobody but a service may name', async () => {
    const causationId = '0198c0de-0000-7000-8000-0000000000cc';
    const context = { requestId: 'r', correlationId: 'c-1', causationId, hopCount: 7, actor: 'user:7' };
    const call = { params: { name: 'a' }, query: { loud: true }, body: { word: 'hi' }, tenantId };
    expect(await withContext(context, () => typed.call('widgets.say', call))).toMatchObject({
      causationId,
      hopCount: 7,
    });
    const uncaused = await withContext({ ...context, causationId: undefined }, () => typed.call('widgets.say', call));
    expect(uncaused.causationId).toBeUndefined();
    expect(uncaused.hopCount).toBe(0);
    const headers = { 'x-causation-id': causationId, 'x-hop-count': '7' };
    expect(await (await tiny.fetch('/v1/hops', { headers })).json()).toEqual({ hopCount: 0 });
  });

  it('acts for the service itself where nobody else acts', async () => {
    const seen = await typed.call('widgets.say', {
      params: { name: 'a' },
      query: { loud: false },
      body: { word: '' },
      tenantId: null,
    });
    expect(seen.caller).toMatchObject({ actor: 'service:billing-worker', tenantId: null });
  });

  it('names its callee where several serve it', async () => {
    expect(await typed.call('widgets.each', { callee: 'widgets', tenantId })).toEqual({ subject: 'billing-worker' });
    await expect(client.call('widgets.each', { tenantId })).rejects.toThrow('must name its callee');
    await expect(client.call('widgets.each', { callee: 'user-auth', tenantId })).rejects.toThrow(
      'does not name user-auth',
    );
  });

  it('fails with what the callee told', async () => {
    const refused = await failure(client.call('widgets.refuse', { tenantId }));
    expect(refused).toMatchObject({
      status: 409,
      code: 'widget-refused',
      transient: false,
      problem: { detail: 'Not today.' },
    });
    expect(problemOf(refused)).toMatchObject({ status: 502 });
    const invalid = await failure(client.call('widgets.say', { params: { name: 'a' }, body: { word: 1 }, tenantId }));
    expect(invalid).toMatchObject({ status: 400, code: 'validation-failed' });
  });

  it('is not made where the table does not allow it', async () => {
    await expect(client.call('widgets.nothing', { tenantId })).rejects.toThrow('There is no command widgets.nothing');
    const other = new CommandClient({
      service: 'user-auth',
      urls,
      commands,
      tokens: await tiny.tokensOf('user-auth'),
      tracing: await Tracing.start('user-auth', undefined),
    });
    await expect(other.call('widgets.say', { tenantId })).rejects.toThrow('does not let user-auth call widgets.say');
    await expect(client.call('widgets.say', { tenantId })).rejects.toThrow('needs a value for name');
  });

  it('is repeated over a broken connection only when that is safe', async () => {
    const attempts = await peer((attempt, end, destroy) => (attempt < 3 ? destroy() : end('{"ok":true}')));
    expect(await client.call('user-auth.ask', { tenantId })).toEqual({ ok: true });
    expect(attempts()).toBe(3);
    stub?.close();

    const told = await peer((_attempt, _end, destroy) => destroy());
    expect(await failure(client.call('user-auth.tell', { tenantId }))).toMatchObject({ status: 0, transient: true });
    expect(told()).toBe(1);
    expect(await failure(client.call('user-auth.tell', { tenantId, idempotencyKey: 'k' }))).toMatchObject({
      status: 0,
    });
    expect(told()).toBe(4);
  });

  it('does not wait for ever, and becomes 503 for the person waiting', async () => {
    await peer(() => undefined);
    const late = await failure(client.call('user-auth.ask', { tenantId, timeout: 100 }));
    expect(late).toMatchObject({ status: 0, transient: true });
    expect(problemOf(late)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });
});
