import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Platform } from '@crm/scenarios';
import type { Page } from 'playwright-core';
import { ConsoleBrowser, type Credentials } from '../scenarios/harness/browser.ts';
import { fileOf, type Look, sizes, statesOf, themes } from './looks.ts';
import { makeSheets } from './sheets.ts';
import { setTheStage } from './stage.ts';
import { answerFor, type ScreenState } from './states.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** Takes a picture of each screen in each state and look; answers the exit code, 1 when a page complained of something. */
export async function takeAll(
  env: Record<string, string>,
  folder: string,
  words: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const platform = Platform.fromEnvironment(env);
  const browser = await ConsoleBrowser.open(platform.at);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const owned = await setTheStage(platform);
    const all = await subjectsOf(platform, owned);
    const subjects = words.length === 0 ? all : all.filter(({ name }) => words.some((word) => name.includes(word)));
    const people = { operator: platform.at.operator, owner: owned.owner };
    const looks = ([1280, 390] as const).flatMap((width) => themes.map((theme): Look => ({ width, theme })));
    for (const look of looks) {
      await takeLook(browser, people, subjects, look, folder);
      await makeSheets(browser, folder, subjects, look);
      say(`  ${look.width} px, ${look.theme}: ${subjects.length} screens`);
    }
    const complaints = new Set(browser.complaints.filter((complaint) => !/status of (503|404)/.test(complaint)));
    for (const complaint of complaints) say(`  A page complained: ${complaint}`);
    say(`They are in ${folder}.`);
    return complaints.size === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** Pages that are open at once: most of the time each waits. */
const atOnce = 3;

async function takeLook(
  browser: ConsoleBrowser,
  people: Readonly<Record<'operator' | 'owner', Credentials>>,
  subjects: readonly Subject[],
  look: Look,
  folder: string,
): Promise<void> {
  const options = { viewport: sizes[look.width], colorScheme: look.theme };
  const pages = {
    visitor: await browser.visit('/sign-in', options),
    operator: await browser.visitAs(people.operator, '/', options),
    owner: await browser.visitAs(people.owner, '/', options),
  };
  const left = subjects.flatMap((subject) => statesOf(subject).map((state) => [subject, state] as const)).reverse();
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [subject, state] = next;
      const path = join(folder, fileOf(subject, state, look));
      const page = await pages[subject.as ?? 'visitor'].context().newPage();
      await take(page, browser.url(subject.path), state, path).catch((error: Error) =>
        browser.complaints.push(`${path}: ${error.message}`),
      );
      await page.close();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const page of Object.values(pages)) await page.context().close();
}

async function take(page: Page, url: string, state: ScreenState, path: string): Promise<void> {
  await page.route('**/v1/**', (route) => answerFor(state, route).catch(() => undefined));
  await page.goto(url);
  await settled(page, state);
  await page.screenshot({ path, animations: 'disabled' });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

const loading = '[aria-busy=true], [aria-label=Loading]';

/**
 * The page has something to show as soon as it has a title. One that loads for ever is settled when it shows that it
 * does; one that fails, when it says so; every other one when nothing loads any more.
 */
async function settled(page: Page, state: ScreenState): Promise<void> {
  await page.locator('h1').first().waitFor();
  const sign = { loading, error: '[role=alert]' } as const;
  if (state === 'loading' || state === 'error') {
    await page
      .locator(sign[state])
      .first()
      .waitFor({ timeout: 4_000 })
      .catch(() => undefined);
    return;
  }
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
  const still = page.locator(loading).first();
  const gone = still.waitFor({ state: 'detached', timeout: 10_000 });
  // Of what is not as the platform answers it, something may not come at all.
  await (state === 'full' ? gone : gone.catch(() => undefined));
}
