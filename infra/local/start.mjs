// `npm start`. Plain Node 20.19 or later, without dependencies: it makes sure that there are some.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './bootstrap/build.mjs';
import { installPackages } from './bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from './bootstrap/node24.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const argv = process.argv.slice(2);
const say = (line) => void (argv.includes('--json') ? process.stderr : process.stdout).write(`${line}\n`);

try {
  await installPackages(root, say);
  process.exitCode = hasNode24() ? await start() : await runUnderNode24(root, 'infra/local/start.mjs', argv);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
process.exit();

async function start() {
  // A second start must not rebuild what the first one runs.
  if (!(await runsAlready())) await buildAll(root, say);
  const { main } = await import('./dist/start.js');
  return main(root, argv);
}

async function runsAlready() {
  try {
    const { runningRunner } = await import('./dist/lock.js');
    return runningRunner(join(root, '.crm')) !== undefined;
  } catch {
    return false; // Not built yet, so nothing can run.
  }
}
