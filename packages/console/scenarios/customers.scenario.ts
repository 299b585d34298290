import { eventually, Platform, type Tenant } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
const script = '<img src=x onerror=alert(1)>';
let browser: ConsoleBrowser;
let tenant: Tenant;
let page: Page;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Customers')]);
  page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/customers`);
});
afterAll(() => browser.close());

const comeTo = (path: string) => page.goto(browser.url(`/t/${tenant.id}${path}`));

test('a contact is created, found, edited and told of on its timeline; markup in its name is a text', async () => {
  await page.getByRole('button', { name: 'New contact' }).click();
  await page.getByLabel('Given name').fill('Ida');
  await page.getByLabel('Family name').fill(script);
  await page.getByLabel('E-mail', { exact: true }).fill(`ida@${tenant.slug}.example`);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: `Ida ${script}` }).waitFor();

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Company').fill('Northwind');
  await page.getByLabel('Seats').fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Changed company and seats').waitFor();
  expect(await page.getByText("Customers's owner").count()).toBeGreaterThan(1);
  const trace = await page.getByRole('main').getByRole('link', { name: 'trace' }).first().getAttribute('href');
  expect(trace).toMatch(new RegExp(`^/console/t/${tenant.id}/traces/[\\w-]+$`));

  await page.getByRole('link', { name: 'Northwind' }).click();
  await page.getByRole('grid', { name: 'Contacts' }).getByText(`Ida ${script}`).waitFor();
  expect(page.url()).toContain('company=Northwind');
  expect(browser.complaints).toEqual([]);
});

test('what somebody else has changed meanwhile is not overwritten', async () => {
  const { session } = tenant.owner;
  const { id } = await session.post('/v1/contacts', { displayName: 'Twice edited' });
  await comeTo(`/customers/${id}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await session.patch(`/v1/contacts/${id}`, { jobTitle: 'Theirs' });
  await page.getByLabel('Job title').fill('Mine');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  expect((await session.get(`/v1/contacts/${id}`)).jobTitle).toBe('Theirs');
});

test('a likely pair is merged with the values one chooses, old links lead to the survivor, and it is undone', async () => {
  const { session } = tenant.owner;
  const common = { familyName: 'Zwilling', phones: [{ number: '+49 30 5550123' }] };
  const one = await session.post('/v1/contacts', { ...common, givenName: 'Petra', jobTitle: 'Buyer' });
  const other = await session.post('/v1/contacts', { ...common, givenName: 'Petra', jobTitle: 'Boss' });
  await eventually(async () => (await session.get(`/v1/duplicates?contactId=${one.id}`)).items[0]);

  await comeTo(`/customers/duplicates?contact=${one.id}`);
  await page.getByText('same phone').click();
  await page.getByLabel('Job title: Buyer').check();
  await page.getByRole('button', { name: 'Merge' }).click();
  await page.getByText('A contact was merged into this one').waitFor();
  await page.getByText('Buyer', { exact: true }).waitFor();

  const [merge] = (await session.get('/v1/merges')).items;
  const [mergedId] = merge.mergedIds;
  expect([one.id, other.id]).toContain(mergedId);
  await comeTo(`/customers/${mergedId}`);
  await page.waitForURL(`**/customers/${merge.survivorId}`);

  await page.getByRole('link', { name: 'Merge history' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Restored: Petra Zwilling').waitFor();
  expect((await session.get(`/v1/contacts/${mergedId}`)).mergedInto).toBeUndefined();
});

test('a file that is dropped is imported, and says line by line what was left out and why', async () => {
  await comeTo('/customers/imports');
  const rows = [
    'email,given_name,company',
    `first@${tenant.slug}.example,First,=1+1`,
    'no address,Second,<script>alert(1)</script>',
  ];
  const files = await page.evaluateHandle(`(() => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([${JSON.stringify(rows.join('\n'))}], 'people.csv', { type: 'text/csv' }));
    return dropped;
  })()`);
  await page.getByRole('group', { name: 'Drop a CSV file here' }).dispatchEvent('drop', { dataTransfer: files });
  await page.getByText('<script>alert(1)</script>').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();

  await page.getByRole('heading', { name: 'people.csv' }).waitFor();
  const row = page.getByRole('row').filter({ hasText: 'email is not an e-mail address.' });
  await row.getByText('<script>alert(1)</script>').waitFor();
  await page.getByRole('navigation', { name: 'Rows' }).getByRole('button', { name: 'Results' }).click();
  await page.getByRole('grid').getByText('created').waitFor();
});
