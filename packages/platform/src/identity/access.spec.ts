import { Controller, Get, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../test/problem.js';
import { startTiny, type TinyService, tenantId, user } from '../../test/tiny-service.js';
import type { CommandTable } from '../commands/command-table.js';
import { Anonymous, CommandRoute, OperatorOnly, RequiresPermission, SignedIn, Unguarded } from './access-decorators.js';
import { anonymousCaller, type Caller } from './caller.js';
import { TenantId } from './caller-decorators.js';

const commands: CommandTable = {
  'widgets.mend': { caller: 'billing-worker', callee: 'widgets', method: 'POST', path: '/v1/mend' },
};

@Controller('v1')
class DoorsController {
  @Get('permission')
  @RequiresPermission('widgets:read')
  permission() {
    return {};
  }

  @Get('operator')
  @OperatorOnly()
  operator() {
    return {};
  }

  @Get('signed-in')
  @SignedIn()
  signedIn() {
    return {};
  }

  @Get('tenant')
  @SignedIn()
  tenant(@TenantId() tenant: string) {
    return { tenant };
  }

  @Get('anonymous')
  @Anonymous()
  anonymous() {
    return {};
  }

  @Get('unguarded')
  @Unguarded()
  unguarded() {
    return {};
  }

  @Post('mend')
  @CommandRoute('widgets.mend')
  mend() {
    return {};
  }
}

const powerless: Caller = { ...user, permissions: ['widgets:readings'] };
const operator: Caller = { ...user, kind: 'operator', tenantId: null, permissions: [], actor: 'operator:1' };
const operatorForTenant: Caller = { ...operator, tenantId };
const nobody = null;

let tiny: TinyService;
beforeAll(async () => {
  tiny = await startTiny({ controllers: [DoorsController], commands });
});
afterAll(() => tiny.stop());

describe('a door', () => {
  it.each<[string, Record<string, number>]>([
    ['permission', { user: 200, powerless: 403, operator: 403, operatorForTenant: 200, anonymous: 401, nobody: 401 }],
    ['operator', { user: 403, operator: 200, operatorForTenant: 200, anonymous: 401, nobody: 401 }],
    ['signed-in', { user: 200, powerless: 200, operator: 200, anonymous: 401, nobody: 401 }],
    ['tenant', { user: 200, operator: 403, operatorForTenant: 200 }],
    ['anonymous', { user: 200, operator: 200, anonymous: 200, nobody: 401 }],
    ['unguarded', { user: 200, nobody: 200 }],
  ])('%s opens for', async (door, statuses) => {
    const callers = { user, powerless, operator, operatorForTenant, anonymous: anonymousCaller, nobody };
    const told: Record<string, number> = {};
    for (const name of Object.keys(statuses) as (keyof typeof callers)[]) {
      told[name] = (await tiny.fetch(`/v1/${door}`, { caller: callers[name] })).status;
    }
    expect(told).toEqual(statuses);
  });

  it('names the permission that is missing', async () => {
    const refused = await problem(await tiny.fetch('/v1/permission', { caller: powerless }));
    expect(refused).toMatchObject({ code: 'forbidden', detail: 'The permission widgets:read is needed.' });
  });

  it('for a command opens only for the services of the table', async () => {
    const statusFor = async (service: string) => {
      const caller: Caller = {
        ...anonymousCaller,
        kind: 'service',
        subject: service,
        service,
        actor: `service:${service}`,
      };
      const token = await (await tiny.tokensOf(service)).mint('widgets', caller);
      return (await tiny.fetch('/v1/mend', { method: 'POST', headers: { authorization: `Bearer ${token}` } })).status;
    };
    expect(await statusFor('billing-worker')).toBe(201);
    expect(await statusFor('user-auth')).toBe(403);
    expect((await tiny.fetch('/v1/mend', { method: 'POST' })).status).toBe(403);
  });

  it('of the process itself needs no token', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json']) {
      expect((await tiny.fetch(path, { caller: null })).status).toBe(200);
    }
  });
});

describe('a service does not start', () => {
  const failing = (controller: new () => object, table?: CommandTable) =>
    startTiny({ controllers: [controller], ...(table ? { commands: table } : {}) }).then(
      (started) => started.stop().then(() => 'it started'),
      (error: Error) => error.message,
    );

  it('with a route that says nobody may use it', async () => {
    @Controller('v1/things')
    class ThingsController {
      @Get(':id/parts')
      parts() {
        return {};
      }
    }
    expect(await failing(ThingsController)).toContain(
      'GET /v1/things/:id/parts (ThingsController.parts) says nobody may use it',
    );
  });

  it('with two access decorators on one route', () => {
    expect(() => {
      class TwiceController {
        @SignedIn()
        @Anonymous()
        both() {}
      }
      return TwiceController;
    }).toThrow('TwiceController.both has two access decorators');
  });

  it('with a command that the table does not name, or names otherwise', async () => {
    @Controller('v1')
    class MendController {
      @Post('mend-all')
      @CommandRoute('widgets.mend')
      mend() {}
    }
    expect(await failing(MendController, {})).toContain(
      'serves the command widgets.mend, which is not in the commands table',
    );
    expect(await failing(MendController, commands)).toContain('declares as POST /v1/mend of widgets');
  });

  it('without the route of a command that others call', async () => {
    @Controller()
    class EmptyController {}
    expect(await failing(EmptyController, commands)).toContain('names widgets for widgets.mend, which has no route');
  });
});
