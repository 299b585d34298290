import { ensureChromium } from '@crm/local';
import type { PlatformAt } from '@crm/scenarios';
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
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
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
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('nav[aria-label="Screens"]').waitFor({ state: 'attached' });
    return page;
  }

  url(path: string): string {
    return `${this.origin}/console${path}`;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
