import { Platform, type Tenant } from '@crm/scenarios';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleBrowser } from './harness/browser.js';
import { poison } from './harness/poison.js';

const platform = new Platform(inject('platformAt'));
const { operator, managementUrl } = platform.at;
let browser: ConsoleBrowser;
let tenant: Tenant;

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), platform.newTenant('Letters')]);
});
afterAll(() => browser.close());

// A platform that runs elsewhere gives nobody the account of its broker.
test.skipIf(managementUrl === undefined)(
  'a dead letter is found by its reason, checked, mended and replayed; the rest is discarded with a reason',
  async () => {
    const put = (name: unknown): Promise<string> => poison(String(managementUrl), tenant.id, name);
    const [seventeen] = await Promise.all([put(17), put(18), put('<img src=x onerror=alert(1)>'.repeat(20))]);
    const page = await browser.visitAs(operator, '/dead-letters');
    const group = page.getByRole('row', { name: /^3 .*contact created analytics-pipeline/ });
    await group.click();
    await page.getByRole('row', { name: `${seventeen.slice(-8)} displayName` }).click();
    const letter = page.getByRole('complementary', { name: 'Dead letter' });
    await letter.getByRole('button', { name: 'Dry run' }).click();
    await letter.getByText('It would be given up again.').waitFor();

    const message = letter.getByLabel('Message');
    const text = await message.inputValue();
    expect(text).toContain('"displayName": 17');
    await message.fill(text.replace('"displayName": 17', '"displayName": "Seventeen"'));
    await letter.getByRole('button', { name: 'Dry run' }).click();
    await letter.getByText('It would be handled at once.').waitFor();
    await letter.getByRole('button', { name: 'Replay as edited' }).click();
    await page.getByText('Message replayed.').waitFor();

    await page.getByRole('button', { name: 'Replay all 2' }).waitFor();
    await page.getByRole('button', { name: 'Replay everything' }).click();
    await page.getByRole('dialog').getByText('2 × contact created at analytics-pipeline').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Replay \d+$/ })
      .click();
    await page.getByRole('dialog', { name: 'Replayed' }).getByText('replayed').first().waitFor();
    await page.getByRole('dialog', { name: 'Replayed' }).getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('button', { name: 'Discard all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard 2 messages?' });
    expect(await dialog.getByRole('button', { name: 'Discard 2' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('Made by a spec.');
    await dialog.getByRole('button', { name: 'Discard 2' }).click();
    await page.getByRole('dialog', { name: 'Discarded' }).getByText('discarded').first().waitFor();
    await page.getByRole('dialog', { name: 'Discarded' }).getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('No messages left').waitFor();

    const acts = await (await platform.operator()).get('/v1/operations/analytics-pipeline/acts');
    expect(acts.items.map(({ act }: { act: string }) => act)).toEqual(expect.arrayContaining(['replay', 'discard']));
    expect(browser.complaints).toEqual([]);
  },
);
