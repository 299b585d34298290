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
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Workflows')]);
  page = await browser.visitAs(tenant.owner, `/t/${tenant.id}/workflows`);
});
afterAll(() => browser.close());

const comeTo = (path: string) => page.goto(browser.url(`/t/${tenant.id}${path}`));

test('what is wrong with a step is said at the step; put right, the workflow is created and activated', async () => {
  await page.getByRole('link', { name: 'New workflow' }).click();
  await page.getByLabel('Name').fill(script);
  await page.getByRole('group', { name: 'Add a step' }).getByRole('button', { name: 'Notify' }).click();
  await page.getByRole('button', { name: 'Set fields' }).click();
  await page.getByLabel('New value').fill('Seen');
  await page.getByRole('button', { name: 'Branch' }).click();
  const branch = page.getByRole('region', { name: 'Step 3: Branch' });
  await branch.getByRole('button', { name: 'Notify' }).first().click();
  await page.getByRole('button', { name: 'Create' }).click();
  const notify = page.getByRole('region', { name: 'Step 1: Notify' }).first();
  await notify.getByText('steps.0.title must be a text').waitFor();
  await branch
    .getByRole('region', { name: 'Step 1: Notify' })
    .getByText('steps.2.then.0.title must be a text')
    .waitFor();

  await page.getByRole('button', { name: 'Remove step 3' }).click();
  await notify.getByLabel('Title').fill('Somebody new');
  await notify.getByLabel('Text').fill(script);
  await page.getByRole('button', { name: 'Move step 2 up' }).click();
  await page.getByRole('region', { name: 'Step 1: Set fields' }).waitFor();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: script }).waitFor();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
});

test('a run tells its steps, and ends when it is cancelled', async () => {
  const { session } = tenant.owner;
  const { id } = await session.post('/v1/workflows', {
    name: 'Waits',
    trigger: { event: 'contact.created' },
    condition: { field: 'company', op: 'eq', value: 'Slow' },
    steps: [
      { kind: 'set', fields: { jobTitle: 'Greeted' } },
      { kind: 'wait', seconds: 3_600 },
    ],
  });
  await session.post(`/v1/workflows/${id}/activate`);
  await eventually(async () => (await session.get(`/v1/workflows/${id}`)).status === 'active');
  await session.post('/v1/contacts', { displayName: 'Slow one', company: 'Slow' });
  await eventually(async () => (await session.get(`/v1/workflow-runs?workflowId=${id}&status=waiting`)).items[0]);

  await comeTo(`/workflows/runs?workflow=${id}&status=waiting`);
  await page.getByRole('grid', { name: 'Runs' }).getByRole('link', { name: 'Waits' }).click();
  await page.getByText('Set jobTitle to "Greeted"').waitFor();
  await page.getByText('Wait 1 hour').waitFor();
  expect(await page.getByRole('link', { name: 'Open its trace' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await page.getByText('cancelled', { exact: true }).waitFor();
});

test('versions are compared line by line', async () => {
  const { session } = tenant.owner;
  const steps = (title: string) => [{ kind: 'call', action: 'notify', title, text: 'x' }];
  const { id } = await session.post('/v1/workflows', {
    name: 'Changed',
    trigger: { event: 'contact.created' },
    steps: steps('Before'),
  });
  await comeTo(`/workflows/${id}/edit`);
  await page.getByLabel('Title').fill('After');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('navigation', { name: 'Workflow' }).getByRole('button', { name: 'Versions' }).click();
  await page.getByText('Version 2 compared with version 1').waitFor();
  expect(page.url()).toContain('tab=versions');
  await page.getByText('− "title": "Before"').waitFor();
  await page.getByText('+ "title": "After"').waitFor();
});
