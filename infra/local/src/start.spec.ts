import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entry } from './entry.js';
import { waitFor } from './wait-for.js';

/** A repository in which the services are small scripts: what is tried here is the runner, on real servers. */
const root = mkdtempSync(join(tmpdir(), 'crm-start-'));

const SERVICE_MAIN = `
  import { createServer } from 'node:http';
  import { appendFileSync } from 'node:fs';
  if (process.env.DATABASE_URL.includes('_owner')) throw new Error('the wrong role');
  console.log('environment of ' + process.env.AMQP_URL.split(':')[1]);
  const server = createServer((request, response) => response.writeHead(200).end(process.env.SERVICE_URLS));
  server.listen(Number(process.env.PORT), process.env.HOST);
  process.on('SIGTERM', () => server.close(() => process.exit(0)));`;

const FILES: Record<string, string> = {
  'package.json': '{"type":"module"}',
  'node_modules/@crm/platform/package.json': '{"name":"@crm/platform","type":"module","exports":"./index.js"}',
  'node_modules/@crm/platform/index.js': `
    import { appendFileSync } from 'node:fs';
    import { createServer } from 'node:http';
    export const migrateService = async (service, url) => appendFileSync(${JSON.stringify(join(root, 'migrated'))}, service.name + ' ' + new URL(url).username + '\\n');
    export const startService = async (service, env) => {
      const server = createServer((request, response) => response.writeHead(200).end(service.name));
      await new Promise((resolve) => server.listen(Number(env.PORT), env.HOST, resolve));
      return { stop: async () => server.close() };
    };`,
  'node_modules/@crm/events/package.json': '{"name":"@crm/events","type":"module","exports":"./index.js"}',
  'node_modules/@crm/events/index.js': `
    export const applyTopology = async (managementUrl, passwords, { vhost }) => {
      const { origin, username, password } = new URL(managementUrl);
      const headers = { authorization: 'Basic ' + Buffer.from(username + ':' + password).toString('base64') };
      const { status } = await fetch(origin + '/api/vhosts/' + vhost, { method: 'PUT', headers });
      if (status >= 300) throw new Error('no vhost: ' + status);
    };`,
  'packages/scenarios/dist/story/main.js': `
    console.log('The story asks ' + (await fetch(process.env.GATEWAY_URL + '/readyz')).status);
    if (process.env.STORY_FAILS) process.exit(7);`,
};

for (const name of ['api-gateway', 'user-auth']) {
  FILES[`apps/${name}/package.json`] = `{"name":"@crm/${name}","type":"module"}`;
  FILES[`apps/${name}/dist/main.js`] = SERVICE_MAIN;
  FILES[`apps/${name}/dist/service.js`] = `export const service = { name: '${name}' };`;
}

interface SeenStatus {
  ready: boolean;
  gatewayUrl: string;
  services: { name: string; pid: number; url: string; ready: boolean }[];
  rabbitmq: { pid: number };
  postgres: { pid: number };
  operator: { password: string };
}

interface Seen {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  code: Promise<number>;
}

function run(program: 'start' | 'status', args: string[] = [], env: NodeJS.ProcessEnv = {}): Seen {
  const code = `const { main } = await import(${JSON.stringify(entry(program))});
    process.exit(await main(${JSON.stringify(root)}, ${JSON.stringify(args)}));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? -1)));
  return { child, out: () => out, err: () => err, code: ended };
}

async function started(args: string[] = []): Promise<{ seen: Seen; status: SeenStatus }> {
  const seen = run('start', ['--json', ...args]);
  const status = await waitFor(
    () => {
      if (seen.child.exitCode !== null) throw new Error(seen.err());
      return seen.out().endsWith('}\n') ? (JSON.parse(seen.out()) as SeenStatus) : undefined;
    },
    { timeoutMs: 60_000, what: 'the status document' },
  );
  return { seen, status };
}

/** Every process of ours names a folder below the root on its command line, or its epmd port. */
function left(): string[] {
  const state = JSON.parse(readFileSync(join(root, '.crm', 'state.json'), 'utf8')) as {
    ports: { rabbit: { epmd: number } };
  };
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(root) || line.includes(`-port ${state.ports.rabbit.epmd}`));
}

let last: Seen | undefined;

const stateFile = join(root, '.crm', 'state.json');
/** Ports and passwords, which stay what they are from start to start. */
const keptState = (): unknown => ({ ...(JSON.parse(readFileSync(stateFile, 'utf8')) as object), run: undefined });
let kept: unknown;

beforeAll(() => {
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});
afterEach(async () => {
  last?.child.kill('SIGTERM');
  await last?.code;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('npm start', { timeout: 120_000 }, () => {
  it('starts everything, plays the story and ends in order', async () => {
    const first = run('start', ['--once']);
    expect(await first.code, first.out()).toBe(0);
    expect(first.out()).toContain('The story asks 200');
    const migrated = readFileSync(join(root, 'migrated'), 'utf8').trim().split('\n').sort();
    expect(migrated).toEqual(['api-gateway crm_api_gateway_owner', 'user-auth crm_user_auth_owner']);
    expect(left()).toEqual([]);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    kept = keptState();
  });

  it('keeps ports and secrets, says where it runs, refuses a second start, and heals what is killed', async () => {
    const { seen, status } = await started();
    last = seen;
    expect(status.ready).toBe(true);
    expect(keptState()).toEqual(kept);
    const urls = Object.fromEntries(status.services.map((one) => [one.name, one.url]));
    expect(await (await fetch(status.gatewayUrl)).json()).toEqual(urls);

    const second = run('start');
    expect(await second.code).toBe(1);
    expect(second.out()).toContain(status.gatewayUrl);

    for (const pid of [status.services[1]?.pid, status.postgres.pid, status.rabbitmq.pid]) {
      process.kill(pid ?? 0, 'SIGKILL');
    }
    const healed = await waitFor(
      async () => {
        const asked = run('status', ['--json']);
        await asked.code;
        const now = JSON.parse(asked.out()) as SeenStatus;
        const fresh = now.postgres?.pid !== status.postgres.pid && now.rabbitmq?.pid !== status.rabbitmq.pid;
        return now.ready && fresh && now.services[1]?.pid !== status.services[1]?.pid ? now : undefined;
      },
      { timeoutMs: 30_000, what: 'everything to be back', everyMs: 500 },
    );
    expect(healed.operator).toEqual(status.operator);

    seen.child.kill('SIGINT');
    expect(await seen.code).toBe(0);
    expect(left()).toEqual([]);
  });

  it('leaves no process when the runner is killed with -9, starts again after it, and ends as the story ends', async () => {
    const { seen } = await started(['--one-process']);
    seen.child.kill('SIGKILL');
    await seen.code;
    await waitFor(() => left().length === 0, { timeoutMs: 40_000, what: 'no process to be left' });
    const again = run('start', ['--once'], { STORY_FAILS: 'yes' });
    expect(await again.code, again.out()).toBe(7);
    expect(keptState()).toEqual(kept);
  });

  it('shows the end of the log of a service that does not come up, and leaves nothing', async () => {
    const main = join(root, 'apps', 'user-auth', 'dist', 'main.js');
    writeFileSync(main, `throw new Error('no luck today');`);
    const seen = run('start', ['--fresh', '--once']);
    expect(await seen.code).toBe(1);
    expect(seen.out()).toContain('user-auth did not become ready');
    expect(seen.out()).toContain('no luck today');
    expect(left()).toEqual([]);
    expect(existsSync(join(root, '.crm', 'runner.lock'))).toBe(false);
  });
});
