import { Platform } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AlertedTenant, alertedTenant } from './harness/alerted-tenant.js';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: AlertedTenant;
let page: Page;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), alertedTenant(platform, 'Audit')]);
  page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/audit`);
});
afterAll(() => browser.close());

test('an entry is found by words, tells its cause and stands in a chain that is proved', async () => {
  await page.getByLabel('Search the sentences').fill('anna onerror');
  await page.waitForURL((url) => url.searchParams.get('q') === 'anna onerror');
  await page.getByRole('row', { name: /Anna invited <img src=x onerror=alert\(1\)>/ }).click();
  const entry = page.getByRole('complementary', { name: /^Entry/ });
  await entry.getByText('crm.user.invited.v1').waitFor();
  expect(await entry.getByRole('link', { name: 'Open its trace' }).getAttribute('href')).toMatch(
    new RegExp(`^/console/t/${tenant.id}/traces/[\\w-]+$`),
  );
  await page.reload();
  expect(new URL(page.url()).searchParams.get('q')).toBe('anna onerror');
  await entry.getByText('Previous hash').waitFor();

  await page.getByRole('button', { name: /^Verified.*Show the proof$/ }).click();
  const proof = page.getByRole('dialog', { name: 'The log is intact' });
  await proof.getByText('Entries checked').waitFor();
  await proof.getByText('Signature').first().waitFor();
  await proof.getByText('Ed25519').first().waitFor();
  await page.keyboard.press('Escape');
  expect(browser.complaints).toEqual([]);
});

test('an alert is acknowledged with what was found out', async () => {
  await page.getByRole('button', { name: 'Alerts' }).click();
  await page.getByRole('row', { name: /invited by one actor/ }).click();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What you found').fill('She welcomes a new team.');
  await dialog.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByRole('complementary').getByText('She welcomes a new team.').waitFor();
});

test('the containment that it brought is lifted by somebody else, and who was contained is let go', async () => {
  await page.goto(browser.url(`/t/${tenant.id}/access/containments`));
  const row = page.getByRole('row', { name: /Anna.*invited by one actor/ });
  await row.getByRole('button', { name: 'Lift' }).click();
  const asked = page.getByRole('dialog', { name: 'Lift this containment?' });
  await asked.getByLabel('Reason').fill('She welcomed a new team.');
  await asked.getByRole('button', { name: 'Lift' }).click();
  await row.getByText('lifted', { exact: true }).waitFor();
  await row.getByText('She welcomed a new team.').waitFor();

  await page.goto(browser.url(`/t/${tenant.id}/access/users?user=${tenant.anna.userId}`));
  await page.getByRole('button', { name: 'Deactivate' }).click();
  const gone = page.getByRole('dialog', { name: 'Deactivate Anna?' });
  await gone.getByText('All their sessions and API tokens end at once').waitFor();
  await gone.getByLabel('Reason').fill('She has left.');
  await gone.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('Anna is deactivated.').waitFor();
  await gone.waitFor({ state: 'hidden' });
  await page.getByRole('complementary', { name: 'Anna' }).getByText('She has left.').waitFor();
  const anna = await tenant.owner.session.get(`/v1/users/${tenant.anna.userId}`);
  expect(anna).toMatchObject({ status: 'deactivated', deactivationReason: 'She has left.' });
  await page.goto(browser.url(`/t/${tenant.id}/audit`));
});

test('the whole log is exported, and service events are listed by their names', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`audit-${tenant.id}.ndjson`);
  await page.getByRole('button', { name: 'Service events' }).click();
  await page.getByLabel('Name', { exact: true }).selectOption('iam.user.assignedToTenant');
  await page
    .getByRole('row', { name: /iam\.user\.assignedToTenant.*user-auth/ })
    .first()
    .click();
  await page.getByRole('complementary').getByText('Detail').waitFor();
});
