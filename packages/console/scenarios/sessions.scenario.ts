import { Platform, type Tenant } from '@crm/scenarios';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: Tenant;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Sessions')]);
});
afterAll(() => browser.close());

test('a session survives a reload, holds in two tabs, keeps its secret from scripts, and ends in all tabs at once', async () => {
  const page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/customers?q=anna`);
  expect(page.url()).toContain(`/t/${tenant.id}/customers?q=anna`);
  await page.reload();
  await page.getByRole('heading', { name: 'Customers' }).waitFor();

  const second = await page.context().newPage();
  await Promise.all([second.goto(page.url()), page.reload()]);
  for (const tab of [page, second]) await tab.getByRole('heading', { name: 'Customers' }).waitFor();

  const seen = await page.evaluate<string>(
    'document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)',
  );
  expect(seen).not.toMatch(/crm_session|eyJ/);
  const cookies = await page.context().cookies(browser.url('/v1/auth/browser-session').replace('/console', ''));
  expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: 'crm_session', httpOnly: true, sameSite: 'Strict' },
  ]);

  await second.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You signed out in another tab.').waitFor();
  await page.goto(browser.url(`/t/${tenant.id}/customers`));
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(browser.complaints).toEqual([]);
});

test('on a phone the screens are behind a button, and one goes anywhere and out from there', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/customers`, phone);
  const menu = page.getByRole('button', { name: 'Menu' });
  const screens = page.getByRole('navigation', { name: 'Screens' });
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  expect(await screens.isVisible()).toBe(false);
  await menu.tap();
  await screens.getByRole('link', { name: 'Webhooks' }).tap();
  await page.getByRole('heading', { name: 'Webhooks' }).waitFor();
  await screens.waitFor({ state: 'hidden' });

  await menu.tap();
  await page.getByRole('button', { name: 'Search and go' }).tap();
  await page.getByPlaceholder('Search for a page or a tenant').fill('aud');
  await page.getByRole('option', { name: 'Audit' }).tap();
  await page.getByRole('heading', { name: 'Audit' }).waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);

  if (await menu.isVisible()) await menu.tap();
  await page.getByRole('button', { name: 'Sign out' }).tap();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a wrong password says so and lets nobody in', async () => {
  const page = await browser.visit('/tenants');
  await page.getByLabel('E-mail').fill(tenant.owner.email);
  await page.getByLabel('Password').fill('wrong');
  await browser.prove(page, 'Sign in');
  await page.getByRole('alert').getByText('E-mail address or password is wrong').waitFor();
  expect(page.url()).toContain('/sign-in?to=');
});

test("a user who asks for the operators' screens is led home", async () => {
  const page = await browser.visitAs(tenant.owner, '/tenants');
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  expect(await page.getByRole('link', { name: 'Tenants' }).count()).toBe(0);
});
