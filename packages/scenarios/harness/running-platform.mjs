import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The variables by which scenarios find a platform that runs. What is not given comes from what `npm start` runs in
 * this checkout if its gateway is meant, else from docker compose.
 * @throws Error that says what to name or to start
 */
export async function runningPlatform(root, { against, outside, email, password }) {
  const gateway = urlOf(against, '--against');
  const local = startedHere(root, gateway);
  const world = urlOf(outside ?? local?.run.outsideUrl ?? `${gateway.protocol}//${gateway.hostname}:8025`, '--outside');
  await answers(gateway, 'The platform');
  await answers(world, 'The mail catcher (--outside)');
  const operator =
    email && password ? { email, password } : (local?.secrets.operator ?? (await composed(root, gateway)));
  return {
    GATEWAY_URL: gateway.origin,
    OUTSIDE_URL: world.origin,
    OPERATOR_EMAIL: email ?? operator.email,
    OPERATOR_PASSWORD: password ?? operator.password,
    ...(local ? { MANAGEMENT_URL: local.run.rabbitmq.managementUrl } : {}),
  };
}

function urlOf(text, option) {
  if (!URL.canParse(text)) throw new Error(`${option} must be an address as in http://localhost:8080, not "${text}".`);
  return new URL(text);
}

/** The state of `npm start`, if its gateway is the one that is meant. */
function startedHere(root, gateway) {
  const file = join(root, '.crm', 'state.json');
  const state = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (!state.run) return undefined;
  const { hostname, port } = new URL(state.run.gatewayUrl);
  const same = gateway.port === port && (gateway.hostname === hostname || loopback.has(gateway.hostname));
  return same ? state : undefined;
}

async function answers(url, what) {
  const gone = (cause) => new Error(`${what} does not answer at ${url.origin}: is it running?`, { cause });
  await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error) => Promise.reject(gone(error)));
}

/** The operator's sign-in, as the secrets of the containers hold it. */
async function composed(root, gateway) {
  const sayIt = 'Name the operator with --email and --password';
  if (!loopback.has(gateway.hostname)) throw new Error(`${sayIt}: ${gateway.origin} is not on this machine.`);
  const command = ['compose', 'run', '--rm', '--no-deps', '-T', 'operator'];
  try {
    const { stdout } = await promisify(execFile)('docker', command, { cwd: root, timeout: 60_000 });
    return JSON.parse(stdout.trim().split('\n').at(-1));
  } catch (error) {
    const [why] = String(error.stderr || error.message)
      .trim()
      .split('\n');
    throw new Error(
      `${sayIt}: neither "npm start" nor docker compose knows one here (docker ${command.join(' ')}: ${why}).`,
    );
  }
}
