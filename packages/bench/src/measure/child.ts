import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  readonly pid: number;
  /** Base URL, as the child itself has said. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Runs a Node program and waits until it says `{ url }` over its channel. With `core` it and its threads stay on that
 * core, where the machine can do that (taskset).
 */
export async function startChild(args: readonly string[], env: Record<string, string>, core?: number): Promise<Child> {
  const pinned = core !== undefined && process.platform === 'linux' ? ['taskset', '-c', String(core)] : [];
  const [file = '', ...rest] = [...pinned, process.execPath, ...args];
  const child = spawn(file, rest, {
    // Without us it has no purpose: it ends when its pipes close.
    env: { ...process.env, NODE_ENV: 'production', CRM_PARENT_PIPE: '1', ...env },
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message').then(([said]) => said as { url: string }), exit]);
  if (Array.isArray(ready)) throw new Error(`${args.join(' ')} ended before it was ready.`);
  return {
    pid: child.pid ?? 0,
    url: ready.url,
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
