import { Platform, type Tenant, uniqueSlug } from '@crm/scenarios';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
const markup = '<img src=x onerror=alert(1)>';
const name = uniqueSlug('Falling');
let browser: ConsoleBrowser;
let tenant: Tenant;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant(name)]);
});
afterEach(() => browser.closeWindows());
afterAll(() => browser.close());

test('the steps of an onboarding are completed by hand or skipped with a reason, and it is completed', async () => {
  const page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/onboarding`);
  await page.getByText('Confirm the company details: Waits for a person').waitFor();
  await page.getByRole('button', { name: 'Skip Add the first contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'Skip Add the first contact?' });
  await dialog.getByText('It counts as settled without being done').waitFor();
  await dialog.getByLabel('Reason').fill(`Later. ${markup}`);
  await dialog.getByRole('button', { name: 'Skip' }).click();
  const skipped = page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: 'first contact' });
  await skipped.getByText(`Later. ${markup}`).waitFor();

  await page.getByRole('button', { name: 'Complete Confirm the company details' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
  await page.getByText('The onboarding is completed.').waitFor();
  // What it asks for from now on is refused: the next story suspends the tenant.
  await page.close();
  expect(browser.complaints).toEqual([]);
});

test('a suspended tenant stands in the list with its fall, and its score is the sum of what it is made of', async () => {
  const page = await browser.visitAs(platform.at.operator, `/tenants/${tenant.id}`);
  await page.getByRole('button', { name: 'Suspend' }).click();
  const asked = page.getByRole('dialog');
  await asked.getByText('Webhooks are held').waitFor();
  await asked.getByLabel('Reason').fill('The invoice is overdue.');
  await asked.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('list', { name: 'Lifecycle' }).getByText('The invoice is overdue.').waitFor();

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Health' }).click();
  await page.getByRole('searchbox', { name: 'Tenant' }).fill(name);
  // The list has moved up when nothing but its header and this tenant is left.
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByText('-80').waitFor();
  await row.getByText('critical').waitFor();
  await row.getByRole('link', { name }).click();
  await page.getByRole('heading', { name: 'Health' }).waitFor();
  const table = page.getByRole('table', { name: 'Components of the score' });
  await table.getByRole('row', { name: 'Score' }).getByText('= 20').waitFor();
  const points = await table.locator('tbody td:nth-of-type(2)').allInnerTexts();
  const sum = points.reduce((total, text) => total + Number.parseFloat(text), 0);
  expect(sum).toBe(20);
  await page.getByRole('list', { name: 'Score changes' }).getByText('The tenant was suspended').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('an operator finds a tenant by its plan and renames it; what the name holds is text', async () => {
  const page = await browser.visitAs(platform.at.operator, `/tenants?search=${tenant.slug}`);
  await page.getByLabel('Plan').selectOption('starter');
  await page.getByText('No tenants match').waitFor();
  await page.getByLabel('Plan').selectOption('growth');
  await page.getByRole('img', { name: `Health of ${name}` }).waitFor();
  expect(page.url()).toContain('plan=growth');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Company').fill(markup);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: markup }).waitFor();
  expect(browser.complaints).toEqual([]);
});

test('an edit does not overwrite what somebody else has changed meanwhile', async () => {
  const page = await browser.visitAs(platform.at.operator, `/tenants/${tenant.id}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Company').fill('Mine');
  await (await platform.operator()).patch(`/v1/tenants/${tenant.id}`, { name: 'Theirs' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  expect(await (await platform.operator()).get(`/v1/tenants/${tenant.id}`)).toMatchObject({ name: 'Theirs' });
});
