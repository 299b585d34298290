import { ContactCreated, consumeLinks, eventClasses, serviceNames } from '@crm/events';
import { eventually, Platform, type Tenant } from '@crm/scenarios';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
const { operator } = platform.at;
let browser: ConsoleBrowser;
let tenant: Tenant;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Mapped')]);
});
afterEach(() => browser.closeWindows());
afterAll(() => browser.close());

test('the map counts from the code, shows what flows as it flows, and leads to the message and its whole story', async () => {
  const page = await browser.visitAs(operator, '/');
  await page.waitForURL('**/console/map');
  for (const counter of [
    `${eventClasses.length}events`,
    `${serviceNames.length}services`,
    `${eventClasses.length}publish links`,
    `${consumeLinks.length}consume links`,
  ]) {
    await page.locator('dl > div', { hasText: counter }).waitFor();
  }
  await page.getByText('live', { exact: true }).waitFor();

  const flowing = page.getByRole('button', { name: /^Contact Created [\d.]+\/s, / });
  // A rate is what was counted between two samples: it goes on until one has shown it.
  await eventually(async () => {
    await tenant.owner.session.post('/v1/contacts', { givenName: 'Ada', familyName: 'Flow' });
    return flowing.isVisible();
  });
  await flowing.click();
  await page.waitForURL((url) => url.searchParams.get('on') === ContactCreated.type);
  const details = page.getByRole('complementary', { name: 'Selected' });
  await details.getByText(ContactCreated.meaning).waitFor();
  await details.getByRole('button', { name: /^workflow-engine/ }).waitFor();
  await details.getByRole('link').first().click();

  await page.getByRole('heading', { name: 'Trace' }).waitFor();
  await page.getByRole('button', { name: /^contact created/ }).click();
  const message = page.getByRole('complementary', { name: 'Message' });
  await message.getByText('analytics-pipeline').waitFor();
  await message.getByText('handled').first().waitFor();
  await page.getByRole('button', { name: 'Cause and effect' }).click();
  await page.getByRole('button', { name: /contact created by customer-data-platform consumed by/ }).waitFor();
  expect(browser.complaints).toEqual([]);
});

test('the matrix says the same as the map, and service events have numbers of their own', async () => {
  const page = await browser.visitAs(operator, '/map?view=matrix');
  const heard = page.getByRole('button', { name: / consumes crm\./ });
  await heard.first().waitFor();
  expect(await heard.count()).toBe(consumeLinks.length);
  expect(await page.getByRole('button', { name: / publishes crm\./ }).count()).toBe(eventClasses.length);
  await page.getByRole('button', { name: /^billing-worker consumes crm\.tenant\.deactivated\.v1/ }).click();
  await page.getByRole('heading', { name: 'Tenant Deactivated → billing-worker' }).waitFor();

  await page.getByRole('button', { name: 'Service events' }).click();
  await page.getByRole('rowheader', { name: 'secret-service.token.get' }).waitFor();
  expect(await page.getByRole('rowheader').count()).toBe(36);
});

test('a moment of the last hour is shown as it was, and leads back to now', async () => {
  const page = await browser.visitAs(operator, '/map');
  await page.getByText('live', { exact: true }).waitFor();
  const hour = page.getByRole('slider', { name: 'Last hour' });
  await hour.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('past', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('at')).toMatch(/^\d{4}-/);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByText('live', { exact: true }).waitFor();
});

test('a tab that nobody sees leaves its stream, and is live again when somebody looks', async () => {
  const page = await browser.visitAs(operator, '/map');
  await page.getByText('live', { exact: true }).waitFor();
  const become = (visibility: 'hidden' | 'visible') =>
    page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { value: '${visibility}', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    `);
  const stream = /\/v1\/live\/stream/;
  const left = page.waitForEvent('requestfailed', (request) => stream.test(request.url()));
  await become('hidden');
  await left;
  const again = page.waitForRequest(stream);
  await become('visible');
  await again;
  await page.getByText('live', { exact: true }).waitFor();
});

test('all twelve services are seen at work', async () => {
  const page = await browser.visitAs(operator, '/system');
  await page.getByText(`${serviceNames.length} of ${serviceNames.length}`).waitFor();
  for (const service of serviceNames) await page.getByRole('row', { name: new RegExp(`^${service} up`) }).waitFor();
  expect(browser.complaints).toEqual([]);
});
