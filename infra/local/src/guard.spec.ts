import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { entry } from './entry.js';
import { identityOf, isAlive } from './process-identity.js';
import { waitFor } from './wait-for.js';

/** Starts one obedient and one stubborn process under guard, says their pids and hangs. */
const PARENT = `
  import { spawnDetached } from ${JSON.stringify(entry('spawn-detached'))};
  const start = (code, stage) => spawnDetached(process.execPath, ['-e', code], {
    logFile: '/dev/null', env: process.env, ending: { signal: 'SIGTERM', graceMs: 500, stage } }).identity.pid;
  const pids = [start('setInterval(() => {}, 1000)', 1), start('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', 2)];
  setTimeout(() => console.log(JSON.stringify(pids)), 300);
  setInterval(() => {}, 1000);`;

it('ends what a process started when that process is killed with -9', async () => {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
  const children = (JSON.parse(chunk.toString()) as number[]).map((pid) => identityOf(pid));
  expect(children.every((one) => one && isAlive(one))).toBe(true);
  parent.kill('SIGKILL');
  await waitFor(() => children.every((one) => one && !isAlive(one)), { timeoutMs: 5000, what: 'both to be gone' });
});
