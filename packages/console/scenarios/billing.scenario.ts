import { eventually, Platform, type Tenant } from '@crm/scenarios';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: Tenant;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Billing')]);
});
afterAll(() => browser.close());

test('whoever buys sees the price before, and afterwards an invoice whose lines add up', async () => {
  await eventually(async () => (await tenant.owner.session.get('/v1/subscription')).status === 'trialing');
  const page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/billing`);
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('dialog').getByText('€199.00').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await page.getByText('Subscription activated.').waitFor();

  await page.getByRole('button', { name: 'Change plan' }).click();
  await page.getByLabel('New plan').selectOption('enterprise');
  const asked = page.getByRole('dialog');
  await asked.getByText('The unused days of Growth are credited').waitFor();
  await asked.getByRole('button', { name: 'Change plan' }).click();
  await page.getByText('Plan changed.').waitFor();

  await page.getByRole('button', { name: 'Invoices' }).click();
  await page.getByRole('row').filter({ hasText: 'Change from Growth to Enterprise.' }).click();
  const lines = page.getByRole('dialog').getByRole('table', { name: 'Lines' });
  await lines.getByText('Growth, unused').waitFor();
  const amounts = await lines.locator('tbody td:last-child').allInnerTexts();
  const total = await lines.locator('tfoot td').innerText();
  expect(amounts).toEqual(['-€199.00', '€999.00']);
  expect(total).toBe('€800.00');
  expect(page.url()).toContain('invoice=');
  expect(browser.complaints).toEqual([]);
});

test('an operator notes that an invoice was paid', async () => {
  const page = await browser.visitAs(platform.at.operator, `/t/${tenant.id}/billing?tab=invoices`);
  await page.getByRole('row').filter({ hasText: 'Change from Growth to Enterprise.' }).click();
  const invoice = page.getByRole('dialog');
  await invoice.getByLabel('Payment reference').fill('Transfer 4711');
  await invoice.getByRole('button', { name: 'Record payment of €800.00' }).click();
  await page.getByText('Payment recorded.').waitFor();
  await invoice.getByText('paid', { exact: true }).waitFor();
  expect(await invoice.getByLabel('Payment reference').count()).toBe(0);
});

test('numbers over time say up to when they count', async () => {
  const { session } = tenant.owner;
  await session.post('/v1/contacts', { displayName: 'Ada', emails: [{ address: 'ada@numbers.example' }] });
  const counted = async () => {
    const { points } = await session.get('/v1/analytics/series?metric=contacts.created');
    return points.at(-1).value === 1;
  };
  await eventually(counted);
  const page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/analytics`);
  const panel = page
    .getByRole('region')
    .or(page.locator('section'))
    .filter({ hasText: /^New contacts1 total/ });
  await panel.getByText('As of').waitFor();
  await panel.getByRole('img', { name: 'New contacts, over time' }).locator('canvas').waitFor();
  expect(browser.complaints).toEqual([]);
});
