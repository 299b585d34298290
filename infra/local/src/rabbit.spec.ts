import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers } from './ports.js';
import { identityOf, isAlive } from './process-identity.js';
import { type Rabbit, startRabbit } from './rabbit.js';
import { ensureRabbitInstalled } from './rabbit-install.js';

const dir = mkdtempSync(join(tmpdir(), 'crm-rabbit-'));
let rabbit: Rabbit;

async function api(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const { origin, username, password } = new URL(rabbit.managementUrl);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(`${origin}/api${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}

/** Addresses on which a process of this broker listens. */
function listening(): string[] {
  const ours = Object.values(rabbit.ports).map(String);
  return execFileSync('ss', ['-Hltn'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[3] ?? '')
    .filter((address) => ours.includes(address.split(':').at(-1) ?? ''));
}

beforeAll(async () => {
  const source = await ensureRabbitInstalled(() => undefined);
  rabbit = await startRabbit({ dir, source });
}, 180_000);
afterAll(async () => {
  await rabbit.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

describe('a RabbitMQ of our own', () => {
  it('listens on loopback alone and has no guest', async () => {
    expect(listening().filter((address) => !/^(127\.0\.0\.1|\[::1\]):/.test(address))).toEqual([]);
    const { json } = await api('GET', '/users');
    expect((json as { name: string }[]).map((user) => user.name)).toEqual(['admin']);
  });

  it('runs under the pid it reports', () => {
    expect(readFileSync(`/proc/${rabbit.pid}/cmdline`, 'utf8')).toContain('beam.smp');
  });

  it('comes back from kill -9 with its durable queues on the same ports', async () => {
    const queue = '/queues/%2F/spec.kept';
    const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };
    expect((await api('PUT', queue, quorum)).status).toBe(201);
    const killed = identityOf(rabbit.pid);
    await rabbit.kill();
    expect(killed && isAlive(killed)).toBe(false);
    expect(await answers(rabbit.amqpPort)).toBe(false);
    await rabbit.start();
    expect((await api('GET', queue)).status).toBe(200);
  }, 60_000);

  it('leaves no process when it is stopped', async () => {
    await rabbit.stop();
    await rabbit.stop();
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(
      left.split('\n').filter((line) => line.includes(dir) || line.includes(`-port ${rabbit.ports.epmd}`)),
    ).toEqual([]);
  }, 60_000);
});
