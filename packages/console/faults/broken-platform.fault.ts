import { serviceNames } from '@crm/events';
import { readState } from '@crm/local';
import { Platform } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from '../scenarios/harness/browser.js';

const { at, stateDir } = inject('faultyPlatform');
let browser: ConsoleBrowser;
let page: Page;

beforeAll(async () => {
  browser = await ConsoleBrowser.open(at);
  page = await browser.visitAs(at.operator, '/map');
});
afterAll(() => browser.close());

/** Stops a process in the middle of what it does: its connections stay open, and nobody answers. */
async function whileFrozen(pid: number, look: () => Promise<void>): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  try {
    await look();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

function pidOf(name: string): number {
  const { run } = readState(stateDir);
  const found = name === 'rabbitmq' ? run?.rabbitmq : run?.services.find((service) => service.name === name);
  return Number(found?.pid);
}

const notice = (text: string) => page.getByRole('status').filter({ hasText: text });
const badge = (text: string) => page.getByText(text, { exact: true });

test('a service that does not answer is said to be down, until it answers', async () => {
  await badge('live').waitFor();
  await page.getByRole('button', { name: /^billing-worker.* consumes \d+ events, (idle|flowing|warning)/ }).waitFor();
  await whileFrozen(pidOf('billing-worker'), async () => {
    await notice('billing-worker does not answer. Events wait in the queue; nothing is lost.').waitFor();
    await page.getByRole('button', { name: /^billing-worker down, consumes \d+ events, failing/ }).waitFor();
    await page.getByRole('link', { name: 'System' }).click();
    await notice('billing-worker does not answer').waitFor();
    await badge(`${serviceNames.length - 1} of ${serviceNames.length}`).waitFor();
  });
  await notice('billing-worker does not answer').waitFor({ state: 'detached' });
});

test('a broker that does not answer is said to be away; what is written meanwhile is seen to wait, and to go', async () => {
  const operator = await new Platform(at).operator();
  const slug = `silence-${Date.now().toString(36)}`;
  const owner = { email: `owner@${slug}.example`, name: 'Owner' };
  await page.getByRole('link', { name: 'Event map' }).click();
  await page.getByRole('button', { name: /^api-gateway.* publishes/ }).click();
  const outbox = page.getByRole('complementary', { name: 'Selected' }).getByText(/pending, oldest/);
  await whileFrozen(pidOf('rabbitmq'), async () => {
    await notice(
      'The broker is unreachable. Events wait in the outboxes of their services; nothing is lost.',
    ).waitFor();
    await operator.post('/v1/tenants', { name: 'Silence', slug, plan: 'starter', timeZone: 'UTC', owner });
    await outbox.filter({ hasText: /^[1-9]/ }).waitFor();
  });
  await notice('The broker is unreachable').waitFor({ state: 'detached' });
  await outbox.filter({ hasText: /^0 pending/ }).waitFor();
});

test('a console that hears nothing says that what it shows is old, and goes on by itself', async () => {
  await badge('live').waitFor();
  await whileFrozen(pidOf('tenant-admin-portal'), async () => {
    await badge('connecting').waitFor();
    await notice('Connection lost. What you see is out of date; it resumes by itself.').waitFor();
    expect(await badge('live').count()).toBe(0);
  });
  await badge('live').waitFor();
  await notice('Connection lost').waitFor({ state: 'detached' });
});
