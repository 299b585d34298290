import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Keys, makeKeys } from '../../test/keys.js';
import { tinyEnv } from '../../test/tiny-service.js';

const main = fileURLToPath(new URL('../../test/process.mjs', import.meta.url));
let keys: Keys;
let child: ChildProcess | undefined;
beforeAll(async () => {
  keys = await makeKeys('widgets');
});
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => keys.remove());

async function start(env: Record<string, string> = {}) {
  const started = spawn(process.execPath, [main], {
    env: { ...tinyEnv(keys), LOG_LEVEL: 'info', ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  child = started;
  let output = '';
  started.stdout?.on('data', (chunk: Buffer) => (output += chunk));
  started.stderr?.on('data', (chunk: Buffer) => (output += chunk));
  const exit = once(started, 'exit') as Promise<[number | null, string | null]>;
  const ready = await Promise.race([
    once(started, 'message').then(([message]) => message as { ready: string; url: string }),
    exit.then(() => undefined),
  ]);
  return { started, url: ready?.url ?? '', exit, output: () => output };
}

describe('a service process', () => {
  it('ends after SIGTERM, when the request in progress is answered', async () => {
    const { started, url, exit } = await start();
    const pending = fetch(`${url}/slow`);
    await fetch(`${url}/healthz`);
    started.kill('SIGTERM');
    started.kill('SIGTERM');
    expect((await pending).status).toBe(200);
    expect(await exit).toEqual([0, null]);
  });

  it('ends with 1 and a line in the log after an error that nobody caught', async () => {
    const { url, exit, output } = await start();
    await fetch(`${url}/crash`).catch(() => undefined);
    expect(await exit).toEqual([1, null]);
    expect(output()).toContain('An error that nobody caught');
    expect(output()).toContain('nobody catches this');
  });

  it('ends when its parent has gone, if it is told to', async () => {
    const { started, exit } = await start({ CRM_PARENT_PIPE: '1' });
    started.stdin?.end();
    expect(await exit).toEqual([0, null]);
  });

  it('says what is wrong with its environment, and ends', async () => {
    const { exit, output } = await start({ PORT: 'http' });
    expect(await exit).toEqual([1, null]);
    expect(output()).toContain('PORT must');
  });
});
