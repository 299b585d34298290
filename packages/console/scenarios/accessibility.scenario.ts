import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Platform } from '@crm/scenarios';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { subjectsOf } from '../screenshots/subjects.js';
import { type AlertedTenant, alertedTenant } from './harness/alerted-tenant.js';
import { ConsoleBrowser } from './harness/browser.js';

const platform = new Platform(inject('platformAt'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const run = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })`;
let browser: ConsoleBrowser;
let tenant: AlertedTenant;

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

beforeAll(async () => {
  [browser, tenant] = await Promise.all([ConsoleBrowser.open(platform.at), alertedTenant(platform, 'Accessible')]);
});
afterEach(() => browser.closeWindows());
afterAll(() => browser.close());

/** A screen of each kind: what they are made of is the same everywhere. */
const looks = [
  {
    look: 'on a desktop, light',
    options: { colorScheme: 'light' },
    screens: [
      ...['sign-in', 'map', 'map-matrix', 'trace', 'tenants', 'activation'],
      ...['contact', 'access-roles', 'audit', 'billing', 'inbox-notice', 'preferences'],
    ],
  },
  {
    look: 'on a phone, dark',
    options: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    screens: ['map-selected', 'map-service-events', 'tenant', 'health'],
  },
] as const;

test.each(looks)('no screen has a serious finding of axe, $look', async ({ options, screens }) => {
  const pages = {
    operator: await browser.visitAs(platform.at.operator, '/', options),
    owner: await browser.visitAs(tenant.owner, '/', options),
    nobody: await browser.visit('/sign-in', options),
  };
  const findings: string[] = [];
  for (const { name, path, as = 'nobody' } of await subjectsOf(platform, tenant)) {
    if (!(screens as readonly string[]).includes(name)) continue;
    const page = pages[as];
    await page.goto(browser.url(path));
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: Finding[] }>(run);
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    findings.push(...serious.map(({ id, nodes }) => `${name}: ${id} at ${nodes[0]?.html.slice(0, 160)}`));
  }
  expect(findings).toEqual([]);
});

test('the first load is small, comes from here alone, and works by keyboard', async () => {
  const page = await browser.visit('/tenants');
  const resources = await page.evaluate<{ name: string; encodedBodySize: number }[]>(
    "performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, encodedBodySize }))",
  );
  expect(new Set(resources.map(({ name }) => new URL(name).origin))).toEqual(
    new Set([new URL(browser.url('/')).origin]),
  );
  const code = resources.filter(({ name }) => /\.(js|css)$/.test(new URL(name).pathname));
  const bytes = code.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);

  const { email, password } = platform.at.operator;
  await page.locator('input[type=email]:focus').waitFor();
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tenants' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('syst');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'System' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Search and go' }).waitFor({ state: 'hidden' });
});
