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
  const [seconds, cpuSeconds, mebibytes] = pairs;
  if (seconds) say('footprint start', 's', seconds, 'at most 1.6');
  if (cpuSeconds) say('footprint start', 's of processor time', cpuSeconds, 'none, but steadier on a busy machine');
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
    const pids = run.run.services.map(({ pid }) => pid);
    const cpuSeconds = await cpuSecondsOf(pids);
    await delay(settleMs);
    return [seconds, cpuSeconds, await mebibytesOf(pids)];
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
  const pids = children.map(({ pid }) => pid);
  const cpuSeconds = await cpuSecondsOf(pids);
  await delay(settleMs);
  const mebibytes = await mebibytesOf(pids);
  await Promise.all(children.map((child) => child.stop()));
  return [seconds, cpuSeconds, mebibytes];
}

/** User and system time so far; Linux counts it in hundredths of a second (proc(5), fields 14 and 15 of stat). */
async function cpuSecondsOf(pids: readonly number[]): Promise<number> {
  const ticks = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(afterName[11]) + Number(afterName[12]);
    }),
  );
  return ticks.reduce((sum, value) => sum + value, 0) / 100;
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
