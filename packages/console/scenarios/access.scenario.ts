import { type Person, Platform, type Tenant } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: Tenant;
let mia: Person;
let page: Page;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Access')]);
  mia = await platform.join(tenant, 'Mia', 'viewer');
  page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/access`);
});
afterAll(() => browser.close());

test('somebody is invited, is seen as what they are called, and the invitation is taken back', async () => {
  await page.getByRole('button', { name: 'Invitations' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByLabel('Name', { exact: true }).fill('<img src=x onerror=alert(1)>');
  await page.getByLabel('E-mail', { exact: true }).fill(`eve@${tenant.slug}.example`);
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
  const row = page.getByRole('row', { name: /onerror/ });
  await row.getByText('<img src=x onerror=alert(1)>', { exact: true }).waitFor();
  await row.getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await row.getByText('revoked').waitFor();
});

test('a role is changed in the matrix after its difference was seen, and it is told why somebody may do something', async () => {
  await page.getByRole('button', { name: 'Roles' }).click();
  await page.getByRole('button', { name: 'New role' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Support');
  await page.getByLabel('Key', { exact: true }).fill('support');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await page.getByRole('checkbox', { name: 'Support: contacts:export' }).check();
  await page.getByRole('checkbox', { name: 'Support: support:create' }).uncheck();
  await page.getByRole('button', { name: 'Review 2 changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('+ contacts:export').waitFor();
  await dialog.getByText('− support:create').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'New role' }).waitFor();

  await page.getByRole('button', { name: 'Users' }).click();
  await page.getByRole('row', { name: /Mia/ }).click();
  await page.getByLabel('Role of Mia').selectOption('support');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByText('Mia now has the role support.').waitFor();
  await page.getByRole('link', { name: 'What can they do?' }).click();
  await page.getByLabel('Permission', { exact: true }).selectOption('contacts:export');
  await page.getByText(/Allowed: Mia may/).waitFor();
  await page.getByText('The role support grants contacts:export.').waitFor();
});

test('what somebody else has changed in a role meanwhile is not overwritten, and stays when it is saved after all', async () => {
  await page.goto(browser.url(`/t/${tenant.id}/access/roles`));
  await page.getByRole('checkbox', { name: 'Support: contacts:export' }).uncheck();
  const granted = async (): Promise<string[]> =>
    (await tenant.owner.session.get('/v1/roles/support')).permissions.toSorted();
  const theirs = [...(await granted()), 'webhooks:read'].toSorted();
  await tenant.owner.session.patch('/v1/roles/support', { permissions: theirs });
  await page.getByRole('button', { name: 'Review 1 change' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await granted()).toEqual(theirs);

  await expect.poll(() => page.getByRole('checkbox', { name: 'Support: webhooks:read' }).isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Roles saved').waitFor();
  expect(await granted()).toEqual(theirs.filter((permission) => permission !== 'contacts:export'));
});

test('somebody asks for a role, and an administrator grants it', async () => {
  await mia.session.post('/v1/access-requests', { role: 'member', reason: 'I look after imports.' });
  await page.getByRole('button', { name: 'Requests' }).click();
  await page.getByRole('row', { name: /Mia/ }).getByRole('button', { name: 'Decide' }).click();
  await page.getByRole('dialog').getByText('I look after imports.').waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('row', { name: /Mia/ }).getByText('approved').waitFor();
  // Roles were changed: tokens of before are refused once, and renewed. And one change came too late.
  const refusals = /status of 401|status of 412/;
  expect(browser.complaints.filter((said) => !refusals.test(said))).toEqual([]);
});

test('a token for a program is shown once, works, and is gone when it was revoked', async () => {
  await page.getByRole('link', { name: /owner$/ }).click();
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('Nightly export');
  await page.getByLabel('contacts:read').check();
  await page.getByRole('button', { name: 'Create with 1 scope' }).click();
  const token = await page
    .getByRole('dialog')
    .getByText(/^crm_pat_/)
    .textContent();
  const contacts = () =>
    fetch(`${platform.at.gatewayUrl}/v1/contacts`, { headers: { authorization: `Bearer ${token}` } });
  expect((await contacts()).status).toBe(200);
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await page.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('You have no API tokens').waitFor();
  expect(await page.getByText(/^crm_pat_/).count()).toBe(0);
});

test('whoever may not look into it is told what it needs, and offered nothing that would be refused', async () => {
  const hers = await browser.visitAs(mia, `/t/${tenant.id}/access/containments`);
  await hers.getByText('You do not have access').waitFor();
  await hers.getByText('access:review').waitFor();
  await hers.getByRole('button', { name: 'Users' }).click();
  await hers.getByRole('row', { name: /Access's owner/ }).click();
  await hers.getByRole('complementary', { name: /owner/ }).getByText('E-mail').waitFor();
  expect(await hers.getByRole('button', { name: /^(Deactivate|Change|Roles|Bindings)$/ }).count()).toBe(0);
});
