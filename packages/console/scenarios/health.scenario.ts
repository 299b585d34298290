import { eventually, Platform, type Tenant, uniqueSlug } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';

interface Onboarding {
  readonly steps: readonly { readonly kind: string; readonly status: string }[];
}

const platform = new Platform(inject('platformAt'));
let browser: ConsoleBrowser;
let tenant: Tenant;
let page: Page;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Healthy')]);
  page = await browser.visitAs(platform.at.operator, `/t/${tenant.id}/health`);
});
afterAll(() => browser.close());

test('weights must add up to 100, and the score follows them', async () => {
  await page.getByRole('button', { name: 'Edit weights' }).click();
  const dialog = page.getByRole('dialog', { name: 'Component weights' });
  const onboarding = dialog.getByLabel('Onboarding');
  const seats = dialog.getByLabel('Seats');
  const sum = Number(await onboarding.inputValue()) + Number(await seats.inputValue());
  await onboarding.fill('0');
  const save = dialog.getByRole('button', { name: 'Save' });
  expect(await save.isDisabled()).toBe(true);
  await seats.fill(String(sum));
  await dialog.getByText('100 of 100').waitFor();
  await save.click();
  await page.getByText('Weights saved; the score is recalculated.').waitFor();
  const { weights } = await (await platform.operator()).for(tenant.id).get('/v1/health/score');
  expect(weights).toMatchObject({ onboarding: 0, seats: sum });
});

test('an onboarding is aborted with a reason, after it was said what is taken back', async () => {
  const operator = await platform.operator();
  const slug = uniqueSlug('Aborted');
  // Nobody has accepted yet: an invitation can be withdrawn, a person who came in cannot.
  const owner = { email: `owner@${slug}.example`, name: 'Owner' };
  const { id } = await operator.post('/v1/tenants', { name: slug, slug, plan: 'starter', timeZone: 'UTC', owner });
  const done = async (): Promise<boolean> => {
    const { steps } = await operator.for(id).get<Onboarding>('/v1/onboarding');
    return steps.every((step) => step.kind !== 'automatic' || step.status === 'done');
  };
  await eventually(done);

  await page.goto(browser.url(`/t/${id}/onboarding`));
  await page.getByRole('button', { name: 'Abort' }).click();
  const dialog = page.getByRole('dialog', { name: 'Abort the onboarding?' });
  await dialog.getByRole('listitem').filter({ hasText: 'Invite the owner' }).waitFor();
  await dialog.getByLabel('Reason').fill('They bought something else.');
  await dialog.getByRole('button', { name: 'Abort' }).click();
  await page.getByText('Aborted: They bought something else.', { exact: true }).waitFor();
  await page.getByText('aborted', { exact: true }).waitFor();
  expect(browser.complaints).toEqual([]);
});
