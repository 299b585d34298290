import { setTimeout as delay } from 'node:timers/promises';
import { ensureChromium } from '@crm/local';
import { eventually, type PlatformAt } from '@crm/scenarios';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const isProof = (url: string): boolean => /\/v1\/auth\/(browser-session|accept-invitation)$/.test(url);

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** A real browser in front of the console of a running platform. */
export class ConsoleBrowser {
  /** What pages complained of: errors of scripts, refusals by the policy, failed loads. A spec looks whether it is empty. */
  readonly complaints: string[] = [];

  private readonly browser: Browser;
  private readonly origin: string;

  // Spelled out, as Node runs this file with its types taken away and nothing else.
  private constructor(browser: Browser, origin: string) {
    this.browser = browser;
    this.origin = origin;
  }

  /** CONSOLE_ORIGIN is where a console that is being worked on is served, in front of the same platform. */
  static async open(at: PlatformAt): Promise<ConsoleBrowser> {
    const executablePath = await ensureChromium((line) => console.error(line));
    const browser = await chromium.launch({ executablePath, args: switches });
    return new ConsoleBrowser(browser, process.env['CONSOLE_ORIGIN'] ?? at.gatewayUrl);
  }

  /** A window of somebody who has not been here before. */
  async visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const tooOften = message.text().includes('status of 429') && isProof(message.location().url);
      if (message.type() === 'error' && !tooOften) this.complaints.push(message.text());
    });
    await page.goto(this.url(path));
    return page;
  }

  /** A window with nothing in it. */
  async blank(viewport: { width: number; height: number }): Promise<Page> {
    return (await this.browser.newContext({ viewport })).newPage();
  }

  /** Comes to `path` by way of the sign-in. */
  async visitAs({ email, password }: Credentials, path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.visit(path, options);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await this.prove(page, 'Sign in');
    await page.locator('nav[aria-label="Screens"]').waitFor({ state: 'attached' });
    return page;
  }

  /**
   * Presses a button that proves who one is; as long as too many have done so from here (429), again when it was told: a
   * platform that runs already has the limits of production.
   */
  async prove(page: Page, name: string): Promise<void> {
    const button = page.getByRole('button', { name });
    const alert = page.getByRole('alert').first();
    // It can be pressed again as soon as there is an answer, and not before.
    const answered = async () => (await button.isEnabled({ timeout: 1_000 })) && (await alert.isVisible());
    for (;;) {
      await button.click();
      await eventually(async () => !(await button.isVisible()) || (await answered()));
      const said = (await alert.isVisible()) ? await alert.innerText() : '';
      const seconds = /Too many requests.*Wait for (\d+) s/s.exec(said)?.[1];
      if (seconds === undefined) return;
      await delay(Number(seconds) * 1_000);
    }
  }

  url(path: string): string {
    return `${this.origin}/console${path}`;
  }

  /** Whoever has seen enough: a map that nobody looks at any more goes on drawing. */
  async closeWindows(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
