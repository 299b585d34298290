import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '@crm/events';
import { ensureRabbitInstalled, generateKeys, startPostgres, startRabbit } from '@crm/local';
import type { TestProject } from 'vitest/node';
import type { Parts } from '../parts/parts.js';
import './parts.js';

/**
 * One PostgreSQL and one RabbitMQ for the whole run; each spec file makes its own databases and virtual host in them.
 * `CRM_TEST_PARTS` names a file with the places of servers that are kept up between runs.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const kept = process.env['CRM_TEST_PARTS'];
  if (kept) {
    project.provide('parts', JSON.parse(await readFile(kept, 'utf8')) as Parts);
    return async () => undefined;
  }
  const { parts, stop } = await startParts();
  project.provide('parts', parts);
  return stop;
}

/** Starts both servers in a temporary folder, with durability off; `stop` ends them and removes the folder. */
export async function startParts(): Promise<{ parts: Parts; stop: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'crm-test-'));
  await ensureRabbitInstalled((line) => console.error(line));
  const [postgres, rabbit] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres'), durable: false }),
    startRabbit({ dir: join(dir, 'rabbitmq') }),
  ]);
  const keysDir = join(dir, 'keys');
  generateKeys(keysDir, serviceNames);
  const stop = async (): Promise<void> => {
    await Promise.all([postgres.stop(), rabbit.stop()]);
    await rm(dir, { recursive: true, force: true });
  };
  const { amqpUrl, managementUrl } = rabbit;
  return { parts: { postgresUrl: postgres.url, amqpUrl, managementUrl, keysDir }, stop };
}
