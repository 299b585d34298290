import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PlatformRun, waitFor } from '@crm/local';
import { startChild } from '../measure/child.js';
import { interleavedFigures, say } from '../measure/rounds.js';

/** V8 gives back what start-up has left over only after some seconds without work. */
const settleMs = 15_000;
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const bareNest = fileURLToPath(new URL('./bare-nest.js', import.meta.url));

/**
 * Twelve services as processes: memory when idle (PSS, which counts shared pages once) and seconds from the first spawn
 * to the last answer of `/readyz`, beside twelve bare processes of Nest and Fastify.
 */
export async function benchFootprint(rounds: number): Promise<void> {
  const stateDir = await mkdtemp(join(tmpdir(), 'crm-bench-'));
  const pairs = await interleavedFigures(
    rounds,
    () => platform(stateDir),
    () => bare(12),
  );
  const [seconds, mebibytes] = pairs;
  if (seconds) say('footprint start', 's', seconds, 'at most 1.6');
  if (mebibytes) say('footprint memory', 'MiB', mebibytes, 'at most 1.6');
  await rm(stateDir, { recursive: true, force: true });
}

/** The runner itself starts the services; the moment before is when it has said that schema and topology are there. */
async function platform(stateDir: string): Promise<number[]> {
  let from = Number.NaN;
  const abort = new AbortController().signal;
  const run = await PlatformRun.plan({
    root,
    stateDir,
    oneProcess: false,
    abort,
    say: (line) => {
      if (line.includes('Migrations and topology')) from = performance.now();
    },
  });
  try {
    await run.start();
    const seconds = (performance.now() - from) / 1_000;
    await delay(settleMs);
    return [seconds, await mebibytesOf(run.run.services.map(({ pid }) => pid))];
  } finally {
    await run.stop();
  }
}

async function bare(count: number): Promise<number[]> {
  const from = performance.now();
  const children = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = await startChild([bareNest], {});
      await waitFor(async () => (await fetch(`${child.url}/readyz`)).ok, {
        timeoutMs: 60_000,
        what: child.url,
        everyMs: 100,
      });
      return child;
    }),
  );
  const seconds = (performance.now() - from) / 1_000;
  await delay(settleMs);
  const mebibytes = await mebibytesOf(children.map(({ pid }) => pid));
  await Promise.all(children.map((child) => child.stop()));
  return [seconds, mebibytes];
}

async function mebibytesOf(pids: readonly number[]): Promise<number> {
  const kibibytes = await Promise.all(
    pids.map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1]);
    }),
  );
  return kibibytes.reduce((sum, value) => sum + value, 0) / 1_024;
}
