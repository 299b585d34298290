// `npm run console:screens [-- words]`: pictures of every screen in every state, or of those whose name has one of the
// words, of the platform that runs here or that `--against` names. They and sheets of them come to .crm/screens.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackages } from '../../../infra/local/bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from '../../../infra/local/bootstrap/node24.mjs';
import { runningPlatform } from '../../scenarios/harness/running-platform.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const argv = process.argv.slice(2);
const say = (line) => void process.stdout.write(`${line}\n`);

try {
  await installPackages(root, say);
  process.exitCode = hasNode24()
    ? await run()
    : await runUnderNode24(root, 'packages/console/screenshots/run.mjs', argv);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
process.exit();

async function run() {
  const text = { type: 'string' };
  const options = { against: text, outside: text, email: text, password: text };
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  const against = values.against ?? gatewayHere();
  const env = await runningPlatform(root, { ...values, against });
  const { takeAll } = await import('./take-all.ts');
  return takeAll(env, join(root, '.crm', 'screens'), positionals, say);
}

/** The gateway of what `npm start` runs in this checkout. */
function gatewayHere() {
  const file = join(root, '.crm', 'state.json');
  const url = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).run?.gatewayUrl : undefined;
  if (url === undefined)
    throw new Error('Nothing runs here. Use "npm start", or say with --against which platform is meant.');
  return url;
}
