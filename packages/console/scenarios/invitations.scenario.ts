import { Platform, type Tenant } from '@crm/scenarios';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: Tenant;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Invitations')]);
});
afterAll(() => browser.close());

/** Invites somebody and answers the path that the mail leads to. */
async function mailedPath(name: string): Promise<string> {
  const email = `${name}@${tenant.slug}.example`;
  await tenant.owner.session.post('/v1/invitations', { email, name, role: 'admin' });
  const { links } = await platform.outside.mailTo(email, 'invit');
  const link = new URL(links.find((each) => each.includes('token=')) ?? '');
  return `/accept-invitation${link.search}`;
}

test('somebody who was invited chooses a password, is in at once, and the token is nowhere to be seen', async () => {
  const path = await mailedPath('ben');
  const page = await browser.visit(path);
  await page.getByLabel('Your name').fill('Ben <img src=x onerror=alert(1)>');
  expect(page.url()).toBe(browser.url('/accept-invitation'));
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('Repeat the password').fill('correct horse buttery');
  await page.getByText('The passwords do not match.').waitFor();
  await page.getByLabel('Repeat the password').fill('correct horse battery');
  await browser.prove(page, 'Accept and sign in');
  await page.getByRole('heading', { name: 'Customers' }).waitFor();
  await page.getByText('Ben <img src=x onerror=alert(1)>').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('a link that was used, or that is none, says what to do', async () => {
  const path = await mailedPath('cleo');
  await platform.acceptInvitation(`cleo@${tenant.slug}.example`, tenant.id);

  const page = await browser.visit(path);
  const said: string[] = [];
  for (const address of [path, '/accept-invitation?token=nonsense']) {
    await page.goto(browser.url(address));
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByLabel('Repeat the password').fill('correct horse battery');
    await browser.prove(page, 'Accept and sign in');
    said.push((await page.getByRole('alert').locator('p').first().textContent()) ?? '');
  }
  expect(said).toEqual(['This invitation is no longer valid', 'This link is not valid']);
});
