// `npm run bench -- relay|consumer|write|latency|gateway|footprint|console|bounces`: builds everything, runs the benchmarks named, or all.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../../infra/local/bootstrap/build.mjs';
import { installPackages } from '../../infra/local/bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from '../../infra/local/bootstrap/node24.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const names = process.argv.slice(2);
const say = (line) => void process.stderr.write(`${line}\n`);

try {
  await installPackages(root, say);
  process.exitCode = hasNode24() ? await run() : await runUnderNode24(root, 'packages/bench/run.mjs', names);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
process.exit();

async function run() {
  await buildAll(root, () => undefined);
  const main = join(root, 'packages', 'bench', 'dist', 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', main, ...names], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
