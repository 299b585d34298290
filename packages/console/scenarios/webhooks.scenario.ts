import { eventually, Platform, type Tenant } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: Tenant;
let page: Page;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Webhooks')]);
  page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/webhooks`);
});
afterAll(() => browser.close());

const comeTo = (path: string) => page.goto(browser.url(`/t/${tenant.id}${path}`));

test('an endpoint is created, tells its secret, is tested, and its secret is rotated with an overlap', async () => {
  const url = await platform.outside.hook(`console-${tenant.slug}`);
  await page.getByRole('button', { name: 'New endpoint' }).click();
  await page.getByLabel('URL').fill(url);
  await page.getByLabel('Description').fill('<b>Warehouse</b>');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: '<b>Warehouse</b>' }).waitFor();

  await page.getByRole('button', { name: 'Rotate' }).click();
  await page.getByText('For 24 hours every message is signed by both').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect.poll(() => page.getByText(/^whsec_/).count()).toBe(2);
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByRole('heading', { name: 'webhook.test' }).waitFor();
  await page.getByRole('link', { name: 'Open its trace' }).waitFor();
  await page.getByText('Attempt 1').waitFor();
  await page.getByText('delivered', { exact: true }).waitFor();
  expect(browser.complaints).toEqual([]);
});

test('the log is narrowed to what failed; an answer with a script is a text; a replay delivers', async () => {
  const { session } = tenant.owner;
  const script = '<script>alert(1)</script>';
  const name = `gone-${tenant.slug}`;
  const url = await platform.outside.hook(name, { respond: [{ status: 410, body: script }, { status: 204 }] });
  const { id } = await session.post('/v1/webhook-endpoints', { url, eventTypes: ['contact.created'] });
  await session.post(`/v1/webhook-endpoints/${id}/test`);
  await eventually(async () => (await session.get(`/v1/webhook-messages?endpointId=${id}&status=failed`)).items[0]);

  await comeTo('/webhooks/messages');
  await page.getByLabel('State').selectOption('failed');
  await page.getByLabel('Endpoint').selectOption(url);
  await page.getByRole('grid', { name: 'Messages' }).getByRole('link', { name: 'webhook.test' }).click();
  await page.getByText('The endpoint answered 410 Gone').waitFor();
  await page.getByText(script).waitFor();
  await page.getByText('webhook-signature').waitFor();
  await page.getByRole('link', { name: url }).click();
  await page.getByText('It answered 410 Gone, which means that it wants no more messages.').waitFor();
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('link', { name: 'webhook.test' }).click();
  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('Attempt 2').waitFor();
  await page.getByText('delivered', { exact: true }).waitFor();
  expect(browser.complaints).toEqual([]);
});
