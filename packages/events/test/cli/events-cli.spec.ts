import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyTopology, ManagementApi, TenantCreated, topologyOf } from '@crm/events';
import { newId } from '@crm/platform';
import { bootService, eventually, type TestService } from '@crm/testing';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { behaviour, probeService } from '../conformance/probe-service.js';
import { openDoor } from './operator-door.js';
import { type Ended, runCli } from './run-cli.js';

// Each call starts a process, some tests a dozen.
vi.setConfig({ testTimeout: 60_000 });

const name = 'onboarding-orchestrator';
let probe: TestService;
let door: Awaited<ReturnType<typeof openDoor>>;

beforeAll(async () => {
  probe = await bootService(probeService);
  door = await openDoor(probe, name);
});
afterAll(async () => {
  await door?.close();
  await probe?.stop();
});
afterEach(() => {
  behaviour.before = () => undefined;
});

const cli = (...args: string[]): Promise<Ended> => runCli('events', args, door.env);

/** A dead letter, and how to make its handler well again. */
async function deadLetter(): Promise<{ id: string; tenantId: string; heal: () => void }> {
  const tenantId = newId();
  behaviour.before = () => {
    throw new Error('No luck with this one.');
  };
  const event = probe.broker.publish(TenantCreated, {
    tenantId,
    name: 'Acme',
    slug: 'acme',
    plan: 'growth',
    owner: { email: 'o@acme.example', name: 'O' },
    timeZone: 'UTC',
    createdAt: new Date().toISOString(),
  });
  await eventually(async () => (await probe.settled(event.id)) === 'dead');
  return {
    id: event.id,
    tenantId,
    heal: () => {
      behaviour.before = () => undefined;
    },
  };
}

describe('dead letters', () => {
  test('are listed with their reason, shown with their message, and handled once after a replay', async () => {
    const { id, tenantId, heal } = await deadLetter();
    const list = await cli('dead', 'list');
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout).toMatch(
      new RegExp(`${name} +${id} +${TenantCreated.type} .* exhausted +No luck with this one`),
    );

    const shown = await cli('dead', 'show', name, id, '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      service: name,
      id,
      reason: 'exhausted',
      event: { data: { tenantId } },
    });

    const again = await cli('dead', 'replay', name, id);
    expect(again).toMatchObject({ code: 1, stdout: `${id} dead: No luck with this one.\n` });

    heal();
    expect(await cli('dead', 'replay', name, id)).toMatchObject({ code: 0, stdout: `${id} handled\n` });
    expect(await probe.sql('SELECT 1 FROM effect WHERE event_id = $1', [id])).toHaveLength(1);
    expect((await cli('dead', 'list', name)).stdout).toBe('There are no dead letters.\n');
  });

  test('a corrected event can be replayed instead', async () => {
    const { id, heal } = await deadLetter();
    heal();
    const { event } = JSON.parse((await cli('dead', 'show', name, id, '--json')).stdout) as { event: object };
    const dir = mkdtempSync(join(tmpdir(), 'crm-cli-'));
    const file = join(dir, 'event.json');
    writeFileSync(file, JSON.stringify({ ...event, subject: 'corrected' }));
    expect((await cli('dead', 'replay', name, id, '--event', file)).stdout).toBe(`${id} handled\n`);
    rmSync(dir, { recursive: true });
    expect(await probe.sql('SELECT subject FROM effect WHERE event_id = $1', [id])).toEqual([{ subject: 'corrected' }]);
  });

  test('are discarded with a reason, all at once if wanted', async () => {
    const first = await deadLetter();
    const second = await deadLetter();
    second.heal();
    expect(await cli('dead', 'discard', name, '--all')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--reason'),
    });
    const { code, stdout } = await cli('dead', 'discard', name, '--all', '--reason', 'not needed');
    expect({ code, lines: stdout.trim().split('\n') }).toEqual({
      code: 0,
      lines: [`${first.id} discarded`, `${second.id} discarded`],
    });
    const rows = await probe.sql('SELECT status, error FROM inbox WHERE event_id = $1', [first.id]);
    expect(rows).toEqual([{ status: 'discarded', error: 'Discarded: not needed' }]);
  });
});

test('parked deliveries and outboxes are shown', async () => {
  expect(await cli('parked', 'list')).toMatchObject({ code: 0, stdout: 'Nothing is parked.\n' });
  await probe.sql(
    `INSERT INTO outbox (id, exchange, routing_key, partition_key, content_type, body, tenant_id, last_error, retry_at)
     VALUES ($1, 'crm.events', 'crm.tenant.created.v1', 'k', 'x', '{}', $1, 'The broker refuses it.', now() + interval '1 hour')`,
    [newId()],
  );
  const status = await cli('outbox', 'status');
  expect(status.stdout).toMatch(new RegExp(`${name} +1 +\\d+\\.\\d s +1\n`));
  expect(status.stdout).toContain('The broker refuses it.');
  expect(status.code).toBe(1);
  await probe.sql("DELETE FROM outbox WHERE partition_key = 'k'");
  expect((await cli('outbox', 'status', name)).code).toBe(0);
});

describe('what goes wrong is a sentence', () => {
  test.each<[string, string[], Record<string, string>, number, RegExp]>([
    ['an unknown command', ['dead', 'bury'], {}, 2, /^Usage:/],
    ['an unknown option', ['dead', 'list', '--loud'], {}, 2, /'--loud'/],
    ['an unknown service', ['dead', 'list', 'mailer'], {}, 2, /No service is called "mailer"/],
    ['an id that is none', ['dead', 'show', name, '7'], {}, 2, /"7" is not the id/],
    ['a dead letter that is none', ['dead', 'show', name, newId()], {}, 1, /There is no such dead letter.* 404/],
    ['a limit out of range', ['dead', 'list', name, '--limit', '900'], {}, 1, /answered 400/],
    ['a wrong password', ['dead', 'list'], { OPERATOR_PASSWORD: 'guess' }, 1, /password is wrong.* 401/],
    ['a platform that is not there', ['dead', 'list'], { GATEWAY_URL: 'http://127.0.0.1:9' }, 1, /Nothing answers at/],
  ])('%s', async (_name, args, env, code, sentence) => {
    const ended = await runCli('events', args, { ...door.env, ...env });
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  });
});

test('the live topology is verified, and what it lacks is shown', async () => {
  const { managementUrl } = inject('parts');
  const api = new ManagementApi(managementUrl);
  const vhost = `spec-cli-${newId()}`;
  const env = { AMQP_MANAGEMENT_URL: managementUrl };
  try {
    await applyTopology(managementUrl, {}, { vhost, topology: { ...topologyOf(), accounts: [] } });
    const queue = 'crm.billing-worker';
    await api.delete(`bindings/${vhost}/e/crm.events/q/${queue}/crm.tenant.deactivated.v1`);
    const diff = await runCli('events', ['topology', 'diff', '--vhost', vhost], env);
    expect(diff.code).toBe(0);
    expect(diff.stdout).toContain(`missing: binding crm.events -[crm.tenant.deactivated.v1]-> ${queue}`);
    expect(await runCli('events', ['topology', 'verify', '--vhost', vhost], env)).toMatchObject({ code: 1 });
    expect(
      await runCli('events', ['topology', 'apply', '--vhost', vhost], { ...env, BROKER_PASSWORDS: '{}' }),
    ).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no password for the broker account of api-gateway'),
    });
  } finally {
    await api.delete(`vhosts/${vhost}`);
  }
});
