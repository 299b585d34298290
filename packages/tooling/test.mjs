// `npm test`. Plain Node 20.19 or later with nothing installed: it installs, goes on under Node 24, and runs every check.
import { fileURLToPath } from 'node:url';
import { installPackages } from '../../infra/local/bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from '../../infra/local/bootstrap/node24.mjs';
import { runChecks } from './run/checks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const filters = process.argv.slice(2);
const say = (line) => void process.stdout.write(`${line}\n`);

try {
  await installPackages(root, say);
  process.exitCode = hasNode24()
    ? await runChecks(root, filters, say)
    : await runUnderNode24(root, 'packages/tooling/test.mjs', filters);
} catch (error) {
  say(error.message);
  say('0 passed, 1 failed');
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
process.exit();
