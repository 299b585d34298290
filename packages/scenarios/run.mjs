// `npm run scenarios`: the end-to-end stories, on a platform of their own or against one that runs.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTurbo } from '../../infra/local/bootstrap/build.mjs';
import { installPackages } from '../../infra/local/bootstrap/install.mjs';
import { hasNode24, runUnderNode24 } from '../../infra/local/bootstrap/node24.mjs';
import { runVitest } from '../tooling/run/vitest.mjs';
import { runningPlatform } from './harness/running-platform.mjs';

const usage = `Usage: npm run scenarios [-- options] [words]

  (nothing)           starts a platform of their own, and ends it
  --against <url>     tells them to the platform whose gateway is there
  --outside <url>     its mail catcher and webhook receivers (http://<host>:8025)
  --email, --password the operator's sign-in
  words               only scenarios whose path contains one of them

What is not named is taken from what "npm start" runs in this checkout, else from docker compose.`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const argv = process.argv.slice(2);
const say = (line) => void process.stdout.write(`${line}\n`);

try {
  await installPackages(root, say);
  process.exitCode = hasNode24() ? await run() : await runUnderNode24(root, 'packages/scenarios/run.mjs', argv);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
// The inner process keeps a channel to the outer one, which would keep it alive.
if (process.connected) process.disconnect();
process.exit();

async function run() {
  const { values, positionals } = readArguments();
  if (values.help) {
    say(usage);
    return 0;
  }
  const env = values.against === undefined ? {} : await runningPlatform(root, values);
  if (env.GATEWAY_URL) say(`Against ${env.GATEWAY_URL}, as ${env.OPERATOR_EMAIL}`);
  await runTurbo('Building', 'build', root, say, env.GATEWAY_URL ? ['--filter=@crm/scenarios...'] : []);
  const { passed, failed } = await runVitest(root, 'scenarios', positionals, env);
  if (passed + failed === 0) throw new Error(`No scenario has a path that contains ${positionals.join(' or ')}.`);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function readArguments() {
  const text = { type: 'string' };
  const options = { against: text, outside: text, email: text, password: text, help: { type: 'boolean', short: 'h' } };
  try {
    const read = parseArgs({ args: argv, options, allowPositionals: true });
    const named = Object.keys(read.values).filter((name) => name !== 'help');
    if (named.length > 0 && !named.includes('against')) throw new Error('Say with --against which platform is meant.');
    return read;
  } catch (error) {
    throw new Error(`${error.message}\n\n${usage}`);
  }
}
