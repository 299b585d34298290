import { Platform } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type AlertedTenant, alertedTenant, markup } from './harness/alerted-tenant.js';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: AlertedTenant;
let page: Page;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), alertedTenant(platform, 'Inbox')]);
  page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/inbox`);
});
afterAll(() => browser.close());

test('notifications are read, what is urgent stays until it is acknowledged, and the count beside the inbox follows', async () => {
  const alert = page.getByRole('row', { name: /Security alert/ });
  await page
    .getByRole('row', { name: /New contact/ })
    .getByText(markup)
    .first()
    .waitFor();
  await alert.waitFor();
  await page.getByRole('link', { name: /^Inbox \d+ unread$/ }).waitFor();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByRole('link', { name: 'Inbox 1 unread' }).waitFor();
  await page.getByRole('button', { name: /^Urgent/ }).click();
  await alert.click();
  const notice = page.getByRole('complementary', { name: 'Notification' });
  expect(await notice.getByRole('link', { name: 'Open', exact: true }).getAttribute('href')).toContain(
    '/audit/alerts?alert=',
  );
  expect(await notice.getByRole('link', { name: 'Open its trace' }).getAttribute('href')).toMatch(
    new RegExp(`^/console/t/${tenant.id}/traces/[\\w-]+$`),
  );
  await notice.getByRole('button', { name: /^Acknowledge/ }).click();
  await notice.getByText('Acknowledged').waitFor();
  await page.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
  expect(browser.complaints).toEqual([]);
});

test('a mail leads by way of the sign-in to what it is about', async () => {
  const { links } = await platform.outside.mailTo(tenant.owner.email, 'Security alert');
  const link = new URL(links.find((each) => each.includes('/open?link=')) ?? '');
  const visitor = await browser.visitAs(tenant.owner, `${link.pathname.replace('/console', '')}${link.search}`);
  await visitor
    .getByRole('complementary', { name: 'Alert' })
    .getByText(/invited by one actor/)
    .waitFor();
  expect(new URL(visitor.url()).pathname).toBe(`/console/t/${tenant.id}/audit/alerts`);
});

test('somebody chooses how to be told, and when to be left alone', async () => {
  await page.getByRole('link', { name: 'Preferences' }).first().click();
  await page.getByRole('checkbox', { name: 'webhooks: E-mail at once' }).check();
  expect(await page.getByRole('checkbox', { name: 'webhooks: Daily digest' }).isChecked()).toBe(false);
  await page.getByLabel('Your time zone').selectOption('Asia/Tokyo');
  await page.getByLabel('Quiet hours').check();
  await page.getByLabel('From').fill('00:00');
  await page.getByLabel('To', { exact: true }).fill('23:59');
  await page.getByText(/It is \d\d:\d\d now: urgent only\./).waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Preferences saved.').waitFor();
  expect(await tenant.owner.session.get('/v1/preferences')).toMatchObject({
    timeZone: 'Asia/Tokyo',
    quietHours: { from: '00:00', to: '23:59' },
    channels: { webhooks: { mail: 'immediate' } },
  });
});

test('a mail that came back tells why, and its address is mailed again when somebody says so', async () => {
  const address = `bounce.eve@${tenant.slug}.example`;
  await page.goto(browser.url(`/t/${tenant.id}/mail?state=bounced`));
  await page.getByRole('row', { name: address }).click();
  await page.getByRole('complementary').getByText('No such user').waitFor();
  await page.getByRole('button', { name: 'Suppressed' }).click();
  await page.getByRole('button', { name: `Remove ${address}` }).click();
  await page.getByRole('button', { name: 'Mail again' }).click();
  await page.getByText('No suppressed addresses').waitFor();
});
