import { connect } from 'node:net';
import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsEmail, IsInt, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../test/problem.js';
import { postJson, startTiny, type TinyService } from '../../test/tiny-service.js';
import { RequiresPermission } from '../identity/access-decorators.js';
import { Omittable } from '../validation/omittable.js';
import { Id } from './id.js';
import { PageQuery } from './page.js';
import { defineProblem } from './problem.js';

class Owner {
  @IsEmail()
  email: string;
}

class CreateWidget {
  @IsString()
  name: string;

  @IsInt()
  @IsOptional()
  size?: number;

  @Omittable()
  @IsString()
  colour?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Owner)
  owner?: Owner;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Owner)
  others?: Owner[];

  @IsOptional()
  @IsObject()
  attributes?: Record<string, unknown>;
}

class WidgetQuery extends PageQuery {
  @IsOptional()
  @IsString({ each: true })
  tag?: string[];
}

const WidgetBroken = defineProblem('widget-broken', 409, 'The widget is broken');

@Controller('v1/widgets')
class WidgetsController {
  @Post()
  @RequiresPermission('widgets:write')
  create(@Body() body: CreateWidget) {
    return body;
  }

  @Get()
  @RequiresPermission('widgets:read')
  list(@Query() query: WidgetQuery) {
    return query;
  }

  @Get('broken')
  @RequiresPermission('widgets:read')
  broken() {
    throw new WidgetBroken('It fell.', { height: 3 });
  }

  @Get('bug')
  @RequiresPermission('widgets:read')
  bug() {
    throw new Error('postgres://user:password@host');
  }

  @Get('text')
  @Header('content-type', 'text/plain')
  @RequiresPermission('widgets:read')
  text() {
    throw new WidgetBroken();
  }

  @Get(':id')
  @RequiresPermission('widgets:read')
  get(@Id() id: string) {
    return { id };
  }
}

let tiny: TinyService;
beforeAll(async () => {
  tiny = await startTiny({ controllers: [WidgetsController] });
});
afterAll(() => tiny.stop());

const send = (body: string | Buffer, type = 'application/json') =>
  tiny.fetch('/v1/widgets', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(Buffer.from(body)),
  });

const refusedFields = async (body: unknown) => {
  const refused = await problem(await tiny.fetch('/v1/widgets', postJson(body)));
  expect(refused.code).toBe('validation-failed');
  return refused.errors?.map(({ field, rule }) => `${field} ${rule}`);
};

describe('a body', () => {
  it('is taken when it is right', async () => {
    const response = await tiny.fetch('/v1/widgets', postJson({ name: 'naïve 🙂', attributes: { a: [1, null] } }));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ name: 'naïve 🙂', attributes: { a: [1, null] } });
  });

  it.each([
    ['{"name": ', 400, 'malformed-json'],
    ['{"name": "a", "secret-value"}', 400, 'malformed-json'],
    ['{"__proto__": {"admin": true}, "name": "a"}', 400, 'malformed-json'],
    ['{"name": "a", "attributes": {"constructor": {"prototype": {}}}}', 400, 'malformed-json'],
    [`{"name": "a", "attributes": ${'{"a":'.repeat(100)}1${'}'.repeat(101)}`, 400, 'malformed-json'],
  ])('%s is refused', async (body, status, code) => {
    const refused = await problem(await send(body));
    expect(refused).toMatchObject({ status, code });
    expect(JSON.stringify(refused)).not.toContain('secret-value');
  });

  it('must be UTF-8', async () => {
    const refused = await problem(
      await send(Buffer.from([...Buffer.from('{"name":"'), 0xc3, 0x28, ...Buffer.from('"}')])),
    );
    expect(refused).toMatchObject({ status: 400, code: 'invalid-utf8' });
  });

  it('must be JSON', async () => {
    expect(await problem(await send('name=a', 'application/x-www-form-urlencoded'))).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
    });
    expect(await problem(await send('a', 'text/csv'))).toMatchObject({ status: 415 });
    expect(await problem(await send('--x--', 'multipart/form-data; boundary=x'))).toMatchObject({ status: 415 });
  });

  it('must not be larger than 1 MiB, whether it says so or not', async () => {
    const large = JSON.stringify({ name: 'a'.repeat(1_048_577) });
    expect(await problem(await send(large))).toMatchObject({ status: 413, code: 'payload-too-large' });
    const unannounced = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(large));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: unannounced, duplex: 'half' };
    expect(await problem(await tiny.fetch('/v1/widgets', init as RequestInit))).toMatchObject({ status: 413 });
  });

  it('names every broken rule by its path', async () => {
    expect(
      await refusedFields({ name: 1, size: '3', owner: { email: 'x' }, others: [{ email: 'a@b.de' }, { mail: 1 }] }),
    ).toEqual([
      'name isString',
      'size isInt',
      'owner.email isEmail',
      'others.1.mail unknownField',
      'others.1.email isEmail',
    ]);
    expect(await refusedFields({ name: 'a', extra: 1 })).toEqual(['extra unknownField']);
    expect(await refusedFields({ name: 'a', colour: null })).toEqual(['colour isString']);
    expect(await refusedFields(undefined as unknown)).toEqual(['name isString']);
    expect(await refusedFields([])).toEqual([' isObject']);
    expect(await refusedFields('"text"')).toEqual([' isObject']);
  });

  it('must hold nothing that cannot be stored', async () => {
    expect(await refusedFields('{"name": "a\\u0000b"}')).toEqual(['name noNul']);
    expect(await refusedFields('{"name": "a", "attributes": {"deep": ["\\ud800"]}}')).toEqual([
      'attributes.deep.0 wellFormed',
    ]);
    expect(await refusedFields('{"name": "a", "attributes": {"\\u0000": 1}}')).toEqual(['attributes noNul']);
    expect((await tiny.fetch('/v1/widgets', postJson('{"name": "\\\\u0000 \\ud83d\\ude42"}'))).status).toBe(201);
  });
});

describe('an address', () => {
  it('has typed query parameters', async () => {
    const response = await tiny.fetch('/v1/widgets?limit=7&tag=a');
    expect(await response.json()).toEqual({ limit: 7, tag: ['a'] });
    expect(await (await tiny.fetch('/v1/widgets')).json()).toEqual({ limit: 50 });
  });

  it.each([
    ['limit=0', 'limit min'],
    ['limit=abc', 'limit max'],
    ['limit=1&limit=2', 'limit max'],
    ['page=2', 'page unknownField'],
    ['cursor=%00', 'cursor noNul'],
  ])('with ?%s is refused', async (query, broken) => {
    const refused = await problem(await tiny.fetch(`/v1/widgets?${query}`));
    expect(refused.errors?.map(({ field, rule }) => `${field} ${rule}`)).toContain(broken);
  });

  it('names things by UUID', async () => {
    const refused = await problem(await tiny.fetch('/v1/widgets/7'));
    expect(refused).toMatchObject({ code: 'validation-failed', errors: [{ field: 'id', rule: 'isUuid' }] });
  });

  it('is answered when nothing is there or it cannot be read', async () => {
    expect(await problem(await tiny.fetch('/v1/nothing'))).toMatchObject({ status: 404, code: 'not-found' });
    expect(await problem(await tiny.fetch('/v1/widgets/%zz'))).toMatchObject({ status: 400, code: 'bad-request' });
    expect(await problem(await tiny.fetch(`/v1/widgets/${'a'.repeat(300)}`))).toMatchObject({ status: 414 });
  });
});

describe('a failure', () => {
  it('that is named is told with its details', async () => {
    expect(await problem(await tiny.fetch('/v1/widgets/broken?token=x'))).toMatchObject({
      code: 'widget-broken',
      title: 'The widget is broken',
      detail: 'It fell.',
      height: 3,
      instance: '/v1/widgets/broken',
    });
    expect(await problem(await tiny.fetch('/v1/widgets/text'))).toMatchObject({ code: 'widget-broken' });
  });

  it('that nobody expected tells nothing', async () => {
    const { requestId, ...told } = await problem(await tiny.fetch('/v1/widgets/bug'));
    expect(told).toEqual({
      type: 'urn:crm:problem:internal',
      code: 'internal',
      title: 'Something went wrong on our side',
      status: 500,
      instance: '/v1/widgets/bug',
    });
    expect(requestId).toBeTruthy();
  });

  it('to speak HTTP is answered on the socket', async () => {
    const socket = connect(Number(new URL(tiny.running.url).port), '127.0.0.1');
    socket.end('NONSENSE\r\n\r\n');
    const answer = (await socket.setEncoding('utf8').toArray()).join('');
    expect(answer).toContain('HTTP/1.1 400 Bad Request');
    expect(answer).toContain('application/problem+json');
  });
});

describe('ids of requests', () => {
  it('are taken over when acceptable and made otherwise', async () => {
    const given = await tiny.fetch('/v1/widgets', {
      headers: { 'x-request-id': 'req-1', 'x-correlation-id': 'corr-1' },
    });
    expect(given.headers.get('x-request-id')).toBe('req-1');
    expect(given.headers.get('x-correlation-id')).toBe('corr-1');
    const made = await tiny.fetch('/v1/widgets', { headers: { 'x-request-id': 'a b"c' } });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.headers.get('x-correlation-id')).toBe(made.headers.get('x-request-id'));
  });
});
