import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium, PlatformRun } from '@crm/local';
import { type Browser, chromium, type Page } from 'playwright-core';
import { spreadOf, textOf } from '../measure/rounds.js';
import { startBusyStream } from './busy-stream.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const eventsPerSecond = 200;
const rows = 100_000;
const watchedMs = 5_000;

/**
 * What a person feels of the console, in a real browser without a graphics card: seconds to the largest paint of a first
 * visit (Largest Contentful Paint, W3C), and frames a second of the map under load and of a long list while it scrolls.
 */
export async function benchConsole(rounds: number): Promise<void> {
  const stateDir = await mkdtemp(join(tmpdir(), 'crm-bench-'));
  const abort = new AbortController().signal;
  const run = await PlatformRun.plan({ root, stateDir, oneProcess: true, abort, say: () => undefined });
  try {
    await run.start();
    const { gatewayUrl } = run.run;
    const executablePath = await ensureChromium((line) => console.error(line));
    const busy = await startBusyStream(gatewayUrl, eventsPerSecond);
    const browser = await chromium.launch({ executablePath, args: switches });
    const figures: Figures = { paint: [], map: [], list: [] };
    for (let round = 0; round < rounds; round += 1) await measure(browser, busy.url, run.secrets.operator, figures);
    await browser.close();
    await busy.close();
    report('console largest paint', 's', figures.paint, 'below 1.5');
    report(`console map at ${eventsPerSecond} events/s`, 'frames/s', figures.map, '60');
    report(`console list of ${rows.toLocaleString('en')} rows, scrolled`, 'frames/s', figures.list, '60');
  } finally {
    await run.stop();
    await rm(stateDir, { recursive: true, force: true });
  }
}

interface Figures {
  readonly paint: number[];
  readonly map: number[];
  readonly list: number[];
}

async function measure(
  browser: Browser,
  url: string,
  operator: { email: string; password: string },
  figures: Figures,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${url}/console/sign-in`, { waitUntil: 'networkidle' });
  figures.paint.push((await page.evaluate<number>(largestPaint)) / 1_000);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password').fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('live', { exact: true }).waitFor();
  figures.map.push(await framesPerSecond(page));
  await page.route('**/v1/traces?**', (route) => route.fulfill({ json: { items: manyTraces(), missing: [] } }));
  await page.getByRole('link', { name: 'Traces' }).click();
  await page.getByRole('grid', { name: 'Traces' }).locator('[data-index]').first().waitFor();
  await page.mouse.move(700, 400);
  const scrolling = setInterval(() => void page.mouse.wheel(0, 900).catch(() => undefined), 16);
  figures.list.push(await framesPerSecond(page));
  clearInterval(scrolling);
  await context.close();
}

const largestPaint = `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
  .observe({ type: 'largest-contentful-paint', buffered: true }))`;

/** Frames that the page could draw, over some seconds. */
function framesPerSecond(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    let frames = 0;
    const from = performance.now();
    const count = (now) => {
      frames += 1;
      if (now - from < ${watchedMs}) requestAnimationFrame(count);
      else resolve(frames / ((now - from) / 1000));
    };
    requestAnimationFrame(count);
  })`);
}

function manyTraces(): object[] {
  const startedAt = new Date().toISOString();
  return Array.from({ length: rows }, (_, index) => {
    const correlationId = index.toString(16).padStart(32, '0');
    const first = {
      eventId: correlationId,
      type: 'crm.contact.created.v1',
      service: 'customer-data-platform',
      actor: 'user:x',
    };
    return { correlationId, startedAt, durationMs: 12, count: 5, first, worst: 'handled' };
  });
}

function report(name: string, unit: string, values: readonly number[], goal: string): void {
  console.log(`${name}: ${textOf(spreadOf(values))} ${unit}, goal ${goal}`);
}
